// Serves the web client: from the pack inside the executable, or built from source on first use.
import type { House } from '../config/house'
import { type Encoding, type Entry, openPack, pack, plain, type Source } from './pack'
import { watchClient, withReload } from './reload'

export interface Client {
  /** The page for every path that is not an asset or a route. */
  page(request: Request): Promise<Response>
  /** The asset of that path, if there is one; undefined otherwise. */
  asset(request: Request): Promise<Response> | undefined
  close(): void
}

const PACK = 'client.pack'
const YEAR = 'public, max-age=31536000, immutable'
/** Quick instead of small: from source the files are compressed while somebody waits. */
const SOURCE_QUALITY = 4

/** Whether a path is a file of the client, there or not, and never the page. */
export const isAsset = (path: string): boolean =>
  /^\/((assets|static)\/|(user|favicon)\.png$)/.test(path)

interface Files {
  body: Blob
  entries: Map<string, Entry>
}

/** In the executable the index is read at once; from source the bundle is made at the first page. */
export async function openClient(house: House): Promise<Client> {
  const embedded = Bun.embeddedFiles.find(file => 'name' in file && file.name === PACK)
  let files: Files | undefined = embedded && (await read(embedded))
  const dev = !embedded && house.env.ENV === 'dev'
  const load = async (): Promise<Files> => {
    files ??= await read(await bundled(dev))
    return files
  }
  const reload = dev
    ? watchClient(() => {
        files = undefined
        bundle = undefined
      })
    : undefined
  return {
    async page(request) {
      const { entries, body } = await load()
      const entry = entries.get('/index.html')
      return entry ? answer(request, entry, body) : new Response('No web client', { status: 503 })
    },
    close: () => reload?.[Symbol.dispose](),
    asset(request) {
      const path = pathOf(request.url)
      if (!isAsset(path)) return undefined
      const told = reload?.answer(path)
      if (told) return Promise.resolve(told)
      return load().then(({ entries, body }) => {
        const entry = entries.get(path)
        if (!entry) return Response.json({ detail: 'Not Found' }, { status: 404 })
        return request.method === 'GET' || request.method === 'HEAD'
          ? answer(request, entry, body)
          : Response.json({ detail: 'Method Not Allowed' }, { status: 405 })
      })
    },
  }
}

async function read(blob: Blob): Promise<Files> {
  const { entries, body } = await openPack(blob)
  return { body, entries: new Map(entries.map(entry => [entry.path, entry])) }
}

let bundle: Promise<Blob> | undefined

/** One bundle a process, however many servers it runs. The paths are hidden from the bundler. */
function bundled(dev: boolean): Promise<Blob> {
  bundle ??= (async () => {
    const [client, docs] = ['../frontend/build.ts', '../frontend/build-docs.ts']
    const { buildClient } = (await import(client as string)) as typeof import('../frontend/build')
    const { buildDocs } = (await import(docs as string)) as typeof import('../frontend/build-docs')
    const files = [...(await buildClient({ dev })), ...(await buildDocs())]
    return new Blob([pack(dev ? files.map(reloading) : files, SOURCE_QUALITY)])
  })()
  return bundle
}

function reloading(file: Source): Source {
  if (file.path !== '/index.html') return file
  const html = withReload(new TextDecoder().decode(file.bytes))
  return { ...file, bytes: new TextEncoder().encode(html) }
}

export function pathOf(url: string): string {
  const start = url.indexOf('/', 8)
  const end = url.indexOf('?', start)
  return end === -1 ? url.slice(start) : url.slice(start, end)
}

async function answer(request: Request, entry: Entry, body: Blob): Promise<Response> {
  const headers: Record<string, string> = {
    'content-type': entry.type,
    'cache-control': entry.immutable ? YEAR : 'no-cache',
    etag: entry.etag,
    vary: 'accept-encoding',
  }
  if (request.headers.get('if-none-match') === entry.etag) {
    return new Response(null, { status: 304, headers })
  }
  const encoding = choose(request.headers.get('accept-encoding') ?? '', entry)
  const [start, end] = entry.places[encoding] ?? [0, entry.size]
  if (encoding !== 'identity') headers['content-encoding'] = encoding
  headers['content-length'] = String(end - start)
  if (request.method === 'HEAD') return new Response(null, { headers })
  const bytes = encoding === 'identity' ? await plain(entry, body) : body.slice(start, end)
  return new Response(bytes, { headers })
}

function choose(accepted: string, { places }: Entry): Encoding {
  for (const encoding of ['br', 'gzip'] as const) {
    if (
      places[encoding] &&
      new RegExp(`\\b${encoding}\\b(?!\\s*;\\s*q=0(\\.0*)?(,|$))`).test(accepted)
    ) {
      return encoding
    }
  }
  return 'identity'
}
