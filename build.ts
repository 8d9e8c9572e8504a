// Makes the executable for this machine, or with --all one for every target, and SHA256SUMS beside them.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pack } from './src/app/pack'
import { buildClient } from './src/frontend/build'
import { buildDocs } from './src/frontend/build-docs'
import { carriedName } from './src/utils/carried'
import { sha256 } from './src/utils/hash'
import { carriedFiles, here, type Target, targets } from './targets'

const OUT = 'dist'
const PARTS = join(OUT, 'parts')
const CLIENT = join(PARTS, 'client.pack')

/** They are started by these names. */
const WORKERS = ['src/retrieval/reader-worker.ts']

/** Of zstd; a higher one takes five times as long for a hundredth of the size. */
const LEVEL = 12

/**
 * One accent in a licence's comment makes the runtime keep all code with two bytes a character: 7 MB of
 * size and of memory. Everything else the bundler writes in ASCII.
 */
const plainComments: Bun.BunPlugin = {
  name: 'plain comments',
  setup(build) {
    build.onLoad({ filter: /node_modules.*\.[mc]?js$/ }, async ({ path }) => {
      const text = await Bun.file(path).text()
      const contents = text.replace(/^\s*\/\/!.*$/gm, line =>
        line.normalize('NFD').replace(/\P{ASCII}/gu, ''),
      )
      return contents === text ? undefined : { contents, loader: 'js' }
    })
  },
}

const { version } = (await Bun.file('package.json').json()) as { version: string }

mkdirSync(PARTS, { recursive: true })
writeFileSync(CLIENT, pack([...(await buildClient({ dev: false })), ...(await buildDocs())]))
const wanted = process.argv.includes('--all') ? targets : [here()]
const names: string[] = []
for (const target of wanted) names.push(await compile(target, wanted.length === 1))
const sums = names.map(name => `${sha256(readFileSync(join(OUT, name)))}  ${name}\n`).join('')
writeFileSync(join(OUT, 'SHA256SUMS'), sums)
rmSync(PARTS, { recursive: true })
process.stdout.write(sums)

/** Compiles one target; the only one is called plain `hearth`. Gives the file's name. */
async function compile(target: Target, only: boolean): Promise<string> {
  const end = target.compile.includes('windows') ? '.exe' : ''
  const name = `${only ? 'hearth' : `hearth-${target.name}`}${end}`
  const carried = (await carriedFiles(target, PARTS)).map(carry)
  await Bun.build({
    entrypoints: ['src/main.ts', ...WORKERS, CLIENT, ...carried],
    compile: { target: target.compile, outfile: join(OUT, name), autoloadBunfig: false },
    format: 'esm',
    // 50 ms to the first answer instead of 135, for 7 MB.
    bytecode: true,
    // Minified identifiers have broken Elysia before.
    minify: { whitespace: true, syntax: true, identifiers: false },
    loader: { '.pack': 'file', '.zst': 'file' },
    plugins: [plainComments],
    naming: { asset: '[name].[ext]' },
    define: {
      HEARTH_VERSION: JSON.stringify(version),
      HEARTH_COMMIT: JSON.stringify(commit()),
      'process.env.NODE_ENV': '"production"',
    },
  })
  return name
}

/** Neither git nor its folder need be there: sources come as an archive, too. */
function commit(): string {
  if (!Bun.which('git')) return 'unknown'
  const asked = Bun.spawnSync(['git', 'rev-parse', '--short', 'HEAD'])
  return asked.stdout.toString().trim() || 'unknown'
}

/** Packs a file for `carried` to find. */
function carry(path: string): string {
  const bytes = readFileSync(path)
  const packed = join(PARTS, carriedName(basename(path), sha256(bytes)))
  if (!existsSync(packed)) writeFileSync(packed, Bun.zstdCompressSync(bytes, { level: LEVEL }))
  return packed
}
