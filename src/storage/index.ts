// Where the bytes of files are kept, whatever keeps them.
import { join } from 'node:path'
import type { House } from '../config/house'
import type { Env } from '../env'
import { perObject } from '../utils/once'
import { localStorage } from './local'
import { s3Storage } from './s3'

export { keyOf } from './key'

/** Bytes at once, or as they come. */
export type Bytes = Uint8Array | AsyncIterable<Uint8Array>

/** From the byte `start` on, up to `end`, which is not among them. */
export interface Range {
  start: number
  end: number
}

/** Keys are `owner/file`, both ids made by the server, or `owner` for all of his. */
export interface Storage {
  /** Keeps the bytes, all or none: what breaks off leaves nothing under the key. */
  put(key: string, bytes: Bytes): Promise<void>
  /** Nothing when there is no such file. */
  get(key: string): Promise<Uint8Array | undefined>
  /** The bytes piece by piece, read as they are asked for; nothing when there is no such file. */
  open(key: string, range?: Range): Promise<ReadableStream<Uint8Array> | undefined>
  /** The same as a file of this machine, which the server sends with its length; where there is one. */
  file?(key: string, range?: Range): Promise<Blob | undefined>
  /** A file, or everything of an owner. No error when it is gone already. */
  remove(key: string): Promise<void>
}

/** The store that the environment names. */
export const storage = perObject(({ env }: Pick<House, 'env'>): Storage => storeOf(env))

export function storeOf(env: Env): Storage {
  if (env.STORAGE_PROVIDER !== 's3') return localStorage(join(env.DATA_DIR, 'uploads'))
  const prefix = env.S3_KEY_PREFIX.replace(/^\/+|\/+$/g, '')
  return s3Storage({
    bucket: env.S3_BUCKET_NAME ?? '',
    endpoint: env.S3_ENDPOINT_URL,
    region: env.S3_REGION_NAME,
    accessKeyId: env.S3_ACCESS_KEY_ID,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY,
    virtualHosted: env.S3_ADDRESSING_STYLE === 'virtual',
    prefix: prefix && `${prefix}/`,
    patience: env.S3_TIMEOUT * 1000,
  })
}
