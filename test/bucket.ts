// A server that speaks as much S3 as Hearth needs, and can be told to hang, refuse, break off and lie.
import type { Options } from './app'

export type Fault = 'hang' | 'refuse' | 'drop' | 'lie' | 'nonsense'

export interface Bucket extends AsyncDisposable {
  url: string
  objects: Map<string, Uint8Array>
  /** What happens to requests of that method from now on. */
  faults: Map<string, Fault>
  /** The environment of a Hearth that keeps its files here. */
  env: NonNullable<Options['env']>
}

const NAME = 'shelf'

const xml = (text: string, status = 200) =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?>${text}`, {
    status,
    headers: { 'content-type': 'application/xml' },
  })

export function openBucket(): Bucket {
  const objects = new Map<string, Uint8Array>()
  const faults = new Map<string, Fault>()
  const server = Bun.serve({
    port: 0,
    idleTimeout: 0,
    async fetch(request) {
      const { pathname, searchParams } = new URL(request.url)
      const key = decodeURIComponent(pathname.slice(NAME.length + 2))
      const fault = faults.get(request.method)
      const bytes = await request.bytes()
      if (fault) return answerBadly(fault, objects.get(key))
      if (request.method === 'PUT') objects.set(key, bytes)
      else if (request.method === 'DELETE') objects.delete(key)
      else if (key === '') return list(objects, searchParams)
      else return read(objects.get(key), request.headers.get('range'))
      return new Response(null, { headers: { etag: '"x"' } })
    },
  })
  const url = `http://127.0.0.1:${server.port}`
  return {
    url,
    objects,
    faults,
    env: {
      STORAGE_PROVIDER: 's3',
      S3_ACCESS_KEY_ID: 'id',
      S3_SECRET_ACCESS_KEY: 'secret',
      S3_BUCKET_NAME: NAME,
      S3_ENDPOINT_URL: url,
      S3_TIMEOUT: '1',
    },
    [Symbol.asyncDispose]: () => server.stop(true),
  }
}

function list(objects: Map<string, Uint8Array>, query: URLSearchParams): Response {
  const prefix = query.get('prefix') ?? ''
  const found = [...objects.keys()].filter(key => key.startsWith(prefix))
  const contents = found.map(key => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`)
  return xml(
    `<ListBucketResult><Name>${NAME}</Name><KeyCount>${found.length}</KeyCount><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`,
  )
}

function read(bytes: Uint8Array | undefined, range: string | null): Response {
  if (!bytes) return xml('<Error><Code>NoSuchKey</Code><Message>None</Message></Error>', 404)
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  if (from === undefined) return new Response(bytes as Uint8Array<ArrayBuffer>)
  const part = bytes.slice(Number(from), to ? Number(to) + 1 : undefined)
  return new Response(part as Uint8Array<ArrayBuffer>, { status: 206 })
}

function answerBadly(fault: Fault, bytes: Uint8Array = new Uint8Array(100)) {
  if (fault === 'hang') return new Promise<Response>(() => {})
  if (fault === 'refuse')
    return xml('<Error><Code>AccessDenied</Code><Message>No</Message></Error>', 403)
  if (fault === 'nonsense') return new Response('<html>Welcome to the router</html>')
  // The whole where a part was asked for, and more of it than there is.
  if (fault === 'lie') return new Response(Buffer.concat([bytes, Buffer.from('and more')]))
  return new Response(bytes.slice(0, bytes.byteLength / 2) as Uint8Array<ArrayBuffer>)
}
