// Files in a bucket of S3, or of what speaks like it.
import { pulled } from '../utils/pulled'
import type { Range, Storage } from '.'
import { checkedKey } from './key'
import { StoreError } from './trouble'

/** Where the bucket is, and how it is spoken to. */
export interface S3Place {
  bucket: string
  /** Amazon's own unless set. */
  endpoint: string | null
  region: string | null
  accessKeyId: string | null
  secretAccessKey: string | null
  /** The bucket's name stands in the host and not in the path. */
  virtualHosted: boolean
  /** In front of every key; ends with `/`, or is empty. */
  prefix: string
  /** Milliseconds without a sign of life after which it is given up. */
  patience: number
}

/** Amazon takes no smaller ones, and 10,000 of them at most: a file may have 80 GB. */
const PART = 8 * 1024 * 1024
const PAGE = 1000
const AT_ONCE = 8

export function s3Storage({ prefix, patience, endpoint, region, ...place }: S3Place): Storage {
  const client = new Bun.S3Client({
    bucket: place.bucket,
    virtualHostedStyle: place.virtualHosted,
    ...(place.accessKeyId && { accessKeyId: place.accessKeyId }),
    ...(place.secretAccessKey && { secretAccessKey: place.secretAccessKey }),
    ...(endpoint && { endpoint }),
    ...(region && { region }),
  })
  const at = (key: string): Bun.S3File => client.file(prefix + checkedKey(key))
  const soon = <T>(work: Promise<T>) => within(work, patience)
  return {
    async put(key, bytes) {
      if (bytes instanceof Uint8Array) await soon(at(key).write(bytes))
      else await stream(at(key), bytes, soon)
    },
    get: key => soon(at(key).bytes()).catch(absent),
    async open(key, range) {
      const file = range ? at(key).slice(range.start, range.end) : at(key)
      const reader = file.stream().getReader() as ReadableStreamDefaultReader<Uint8Array>
      // Only the first piece tells whether there is such a file.
      const first = await soon(reader.read()).catch(absent)
      return first && pulled(pieces(reader, first, range, soon))
    },
    async remove(key) {
      if (key.includes('/')) return soon(at(key).delete()).catch(absent)
      await removeAll(client, `${prefix}${checkedKey(key)}/`, soon)
    },
  }
}

type Soon = <T>(work: Promise<T>) => Promise<T>

/** Part by part, each written before the next is read: the client itself would hold all of it. */
async function stream(
  file: Bun.S3File,
  bytes: AsyncIterable<Uint8Array>,
  soon: Soon,
): Promise<void> {
  const writer = file.writer({ partSize: PART, queueSize: 1, retry: 3 })
  try {
    let held = 0
    for await (const piece of bytes) {
      writer.write(piece)
      held += piece.byteLength
      if (held < PART) continue
      await soon(Promise.resolve(writer.flush()))
      held = 0
    }
  } catch (error) {
    // The client cannot give an upload up: it is finished and then removed.
    await soon(Promise.resolve(writer.end())).catch(() => undefined)
    await soon(file.delete()).catch(() => undefined)
    throw error
  }
  await soon(Promise.resolve(writer.end()))
}

/** What was asked for and no more, whatever the server sends. */
async function* pieces(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  first: Awaited<ReturnType<typeof reader.read>>,
  range: Range | undefined,
  soon: Soon,
): AsyncGenerator<Uint8Array, void> {
  let left = range ? range.end - range.start : Number.POSITIVE_INFINITY
  try {
    for (let next = first; !next.done && left > 0; next = await soon(reader.read())) {
      yield next.value.subarray(0, left)
      left -= next.value.byteLength
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** Page by page: what is gone from the first page makes room for the next. */
async function removeAll(client: Bun.S3Client, prefix: string, soon: Soon): Promise<void> {
  let before: string | undefined
  for (;;) {
    const { contents = [] } = await soon(client.list({ prefix, maxKeys: PAGE }))
    const keys = contents.map(({ key }) => key).filter(key => key.startsWith(prefix))
    if (keys.length === 0) return
    if (keys[0] === before)
      throw new StoreError(`the bucket keeps ${keys[0]} although it was removed`)
    before = keys[0]
    for (let i = 0; i < keys.length; i += AT_ONCE)
      await Promise.all(keys.slice(i, i + AT_ONCE).map(key => soon(client.delete(key))))
  }
}

/** Bun's client knows no time-out: what comes later is not heard any more. */
async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: Timer | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } catch (error) {
    throw isAbsent(error) ? error : new StoreError(reasonOf(error), error)
  } finally {
    clearTimeout(timer)
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

const isAbsent = (error: unknown): boolean => /^(NoSuchKey|NotFound)$/.test(codeOf(error))

function absent(error: unknown): undefined {
  if (!isAbsent(error)) throw error
}

const REASONS: Record<string, string> = {
  NoSuchBucket: 'there is no such bucket (S3_BUCKET_NAME)',
  InvalidAccessKeyId: 'the access key is not known there (S3_ACCESS_KEY_ID)',
  SignatureDoesNotMatch: 'the secret key is not the right one (S3_SECRET_ACCESS_KEY)',
  AccessDenied: 'the key may not do this with the bucket',
  ConnectionRefused: 'nothing listens at its address (S3_ENDPOINT_URL)',
}

function reasonOf(error: unknown): string {
  const code = codeOf(error)
  const said = error instanceof Error ? error.message : String(error)
  return (Object.hasOwn(REASONS, code) && REASONS[code]) || `${code ? `${code}: ` : ''}${said}`
}
