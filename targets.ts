// The systems that the executable is built for, and the native libraries that each one carries.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MAPS, packMaps } from './src/retrieval/extract/pdf-maps'

export interface Target {
  name: string
  compile: Bun.Build.CompileTarget
  /** The package with its sqlite-vec and the npm integrity of the pinned version; none for musl. */
  library?: { package: string; integrity: string; file: string }
  /** The folder and the files of onnxruntime-node; none for musl. */
  onnx?: { folder: string; files: string[] }
}

const VERSION = '0.1.9'

const library = (system: string, file: string, integrity: string) => ({
  package: `sqlite-vec-${system}`,
  file,
  integrity: `sha512-${integrity}==`,
})

const onnx = (folder: string, shared: string) => ({
  folder,
  files: ['onnxruntime_binding.node', shared],
})

const onnxLinuxX64 = onnx('linux/x64', 'libonnxruntime.so.1')

const linuxX64 = library(
  'linux-x64',
  'vec0.so',
  'w3tCH8xK2finW8fQJ/m8uqKodXUZ9KAuAar2UIhz4BHILfpE0WM/MTGCRfa7RjYbrYim5Luk3guvMOGI7T7JQA',
)

export const targets: Target[] = [
  { name: 'linux-x64', compile: 'bun-linux-x64', library: linuxX64, onnx: onnxLinuxX64 },
  {
    name: 'linux-x64-baseline',
    compile: 'bun-linux-x64-baseline',
    library: linuxX64,
    onnx: onnxLinuxX64,
  },
  {
    name: 'linux-arm64',
    compile: 'bun-linux-arm64',
    onnx: onnx('linux/arm64', 'libonnxruntime.so.1'),
    library: library(
      'linux-arm64',
      'vec0.so',
      '5wXVJ9c9kR4CHm/wVqXb/R+XUHTdpZ4nWbPHlS+gc9qQFVHs92Km4bPnCKX4rtcPMzvNis+SIzMJR1SCEwpuUw',
    ),
  },
  { name: 'linux-x64-musl', compile: 'bun-linux-x64-musl' },
  {
    name: 'darwin-arm64',
    compile: 'bun-darwin-arm64',
    onnx: onnx('darwin/arm64', 'libonnxruntime.1.23.2.dylib'),
    library: library(
      'darwin-arm64',
      'vec0.dylib',
      'jSsZpE42OfBkGL/ItyJTVCUwl6o6Ka3U5rc4j+UBDIQzC1ulSSKMEhQLthsOnF/MdAf1MuAkYhkdKmmcjaIZQg',
    ),
  },
  {
    name: 'darwin-x64',
    compile: 'bun-darwin-x64',
    onnx: onnx('darwin/x64', 'libonnxruntime.1.23.2.dylib'),
    library: library(
      'darwin-x64',
      'vec0.dylib',
      'KDlVyqQT7pnOhU1ymB9gs7dMbSoVmKHitT+k1/xkjarcX8bBqPxWrGlK/R+C5WmWkfvWwyq5FfXfiBYCBs6PlA',
    ),
  },
  {
    name: 'windows-x64',
    compile: 'bun-windows-x64',
    onnx: onnx('win32/x64', 'onnxruntime.dll'),
    library: library(
      'windows-x64',
      'vec0.dll',
      'y3gEIyy/17bq2QFPQOWLE68TYWcRZkBQVA2XLrTPHNTOp55xJi/BBBmOm40tVMDMjtP+Elpk6UBUXdaq+46b0Q',
    ),
  },
]

/** The target of the machine that builds. */
export function here(): Target {
  const musl = loader().includes('ld-musl') ? '-musl' : ''
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `${system}-${process.arch}${musl}`
  const found = targets.find(target => target.name === name)
  if (!found) throw new Error(`No executable is built for ${name}`)
  return found
}

/** The head of the runtime, which names its loader: that of musl may lie on other systems, too. */
const loader = (): Buffer => readFileSync(process.execPath).subarray(0, 4096)

/** The embedder's, for every target: WebAssembly is what runs where a native library does not open. */
const EMBEDDER = [
  'src/retrieval/embed/minilm/model.onnx',
  'src/retrieval/embed/minilm/tokenizer.json',
  'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm',
]

/** Everything that the target's executable carries packed; `folder` takes what must be fetched or made. */
export async function carriedFiles(target: Target, folder: string): Promise<string[]> {
  const vectors = await nativeLibrary(target, folder)
  const maps = join(folder, MAPS)
  writeFileSync(maps, packMaps())
  return [...(vectors ? [vectors] : []), ...onnxFiles(target), ...EMBEDDER, maps]
}

/** onnxruntime's package brings the files of every system, as the lock file pins it. */
const onnxFiles = ({ onnx }: Target): string[] =>
  (onnx?.files ?? []).map(file =>
    join('node_modules/onnxruntime-node/bin/napi-v6', onnx?.folder ?? '', file),
  )

/** The path of the target's library: the installed package's, else fetched, checked and unpacked. */
async function nativeLibrary(target: Target, folder: string): Promise<string | null> {
  if (!target.library) return null
  const { package: name, file, integrity } = target.library
  const installed = join('node_modules', name, file)
  if (existsSync(installed)) return installed
  const home = join(folder, name)
  mkdirSync(home, { recursive: true })
  const packed = Bun.spawnSync(['npm', 'pack', `${name}@${VERSION}`, '--pack-destination', home])
  if (!packed.success) throw new Error(`npm pack ${name}: ${packed.stderr}`)
  const archive = join(home, `${name}-${VERSION}.tgz`)
  const hash = new Bun.CryptoHasher('sha512').update(readFileSync(archive)).digest('base64')
  if (`sha512-${hash}` !== integrity) throw new Error(`${name}@${VERSION} is not what was pinned`)
  const { extract } = await import('tar')
  await extract({ file: archive, cwd: home, strip: 1 })
  return join(home, file)
}
