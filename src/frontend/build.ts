// Bundles the web client: hashed chunks, one page, ready to be served or embedded.
import tailwind from 'bun-plugin-tailwind'

export interface BuiltFile {
  /** The path it is served under: `/index.html`, `/assets/main-1a2b3c4d.js`. */
  path: string
  bytes: Uint8Array
  /** The content type. */
  type: string
  /** True when the name carries a hash of the content, so that it never changes. */
  immutable: boolean
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  woff: 'font/woff',
  ttf: 'font/ttf',
}

const typeOf = (path: string): string =>
  types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'

const here = (name: string): string => `${import.meta.dir}/${name}`

const settings = (dev: boolean) => ({
  target: 'browser' as const,
  minify: !dev,
  sourcemap: dev ? ('inline' as const) : ('none' as const),
  define: { 'process.env.NODE_ENV': dev ? '"development"' : '"production"' },
  publicPath: '/',
  naming: {
    entry: '[name].[ext]',
    chunk: 'assets/[name]-[hash].[ext]',
    asset: 'assets/[name]-[hash].[ext]',
  },
})

const toFile = async (output: Bun.BuildArtifact): Promise<BuiltFile> => {
  const path = `/${output.path.replace(/^(\.?\/)+/, '')}`
  return {
    path,
    bytes: new Uint8Array(await output.arrayBuffer()),
    type: typeOf(path),
    immutable: path.startsWith('/assets/'),
  }
}

/** The script that sets theme and direction must block, so it cannot be part of the modules. */
const firstScript = async (dev: boolean): Promise<BuiltFile> => {
  const { outputs } = await Bun.build({
    ...settings(dev),
    entrypoints: [here('first.ts')],
    format: 'iife',
    sourcemap: 'none',
    naming: { entry: 'assets/[name]-[hash].[ext]' },
  })
  const [output] = outputs
  if (!output) throw new Error('The first script was not built')
  return toFile(output)
}

/** Code is coloured in a worker, which is a program of its own. */
const worker = async (dev: boolean): Promise<[BuiltFile, ...BuiltFile[]]> => {
  const { outputs } = await Bun.build({
    ...settings(dev),
    entrypoints: [here('chat/markdown/worker.ts')],
    splitting: true,
    sourcemap: 'none',
    naming: { ...settings(dev).naming, entry: 'assets/[name]-[hash].[ext]' },
  })
  const entry = outputs.find(output => output.kind === 'entry-point')
  if (!entry) throw new Error('The worker was not built')
  const chunks = outputs.filter(output => output !== entry)
  return [await toFile(entry), ...(await Promise.all(chunks.map(toFile)))]
}

const withFirst = (page: BuiltFile, first: BuiltFile): BuiltFile => {
  const html = new TextDecoder().decode(page.bytes)
  const script = `<script src="${first.path}"></script>`
  return { ...page, bytes: new TextEncoder().encode(html.replace('<link', `${script}<link`)) }
}

/** Pictures whose addresses are fixed: the manifest and older clients know them by name. */
/** Where clients of the contract look for pictures. */
const PICTURES = {
  '/static/logo.png': 'logo.png',
  '/static/splash.png': 'logo.png',
  '/static/favicon.png': 'favicon.png',
  '/favicon.png': 'favicon.png',
  '/user.png': 'user.png',
}

const pictures = (): Promise<BuiltFile[]> =>
  Promise.all(
    Object.entries(PICTURES).map(async ([path, name]) => ({
      path,
      bytes: await Bun.file(here(`static/${name}`)).bytes(),
      type: 'image/png',
      immutable: false,
    })),
  )

const PDF = 'pdfjs-dist'

/** What the viewer of PDFs loads beside its script: its worker, character maps and fonts. */
const pdfParts = async (): Promise<{ worker: string; parts: string; files: BuiltFile[] }> => {
  const home = Bun.resolveSync(`${PDF}/package.json`, import.meta.dir).replace(/package\.json$/, '')
  const { version } = (await Bun.file(`${home}package.json`).json()) as { version: string }
  const parts = `/assets/pdf-${version}/`
  const place = async (name: string, from: string): Promise<BuiltFile> => ({
    path: parts + name,
    bytes: await Bun.file(home + from).bytes(),
    type: typeOf(name),
    immutable: true,
  })
  const names = [...new Bun.Glob('{cmaps,standard_fonts}/*.{bcmap,pfb,ttf}').scanSync(home)].sort()
  const files = [
    place('worker.js', 'build/pdf.worker.min.mjs'),
    ...names.map(name => place(name, name)),
  ]
  return { worker: `${parts}worker.js`, parts, files: await Promise.all(files) }
}

/** Builds every file of the client. Throws with the bundler's messages when it cannot. */
export const buildClient = async ({ dev }: { dev: boolean }): Promise<BuiltFile[]> => {
  const [first, colours, pdf] = await Promise.all([firstScript(dev), worker(dev), pdfParts()])
  const { define, ...rest } = settings(dev)
  const { outputs } = await Bun.build({
    ...rest,
    define: {
      ...define,
      HIGHLIGHT_WORKER: JSON.stringify(colours[0].path),
      PDF_WORKER: JSON.stringify(pdf.worker),
      PDF_PARTS: JSON.stringify(pdf.parts),
    },
    entrypoints: [here('index.html')],
    splitting: true,
    plugins: [tailwind],
  })
  const files = await Promise.all(outputs.map(toFile))
  return [
    first,
    ...colours,
    ...pdf.files,
    ...(await pictures()),
    ...files.map(file => (file.path === '/index.html' ? withFirst(file, first) : file)),
  ]
}
