// Seals what has to be read again: AES-256-GCM under a key that follows from the server's secret.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { secretKey } from '../config/secret'
import type { Env } from '../env'
import { perObject } from '../utils/once'

const CIPHER = 'aes-256-gcm'
const NONCE = 12
const TAG = 16

const keyOf = perObject(
  (env: Env): Buffer => Buffer.from(hkdfSync('sha256', secretKey(env), '', 'hearth factor', 32)),
)

/** Text nobody reads without the server's secret; `about` must be the same when it is opened. */
export function seal(env: Env, text: string, about: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(CIPHER, keyOf(env), nonce).setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** What was sealed, or null when it was under another secret or about something else. */
export function unseal(env: Env, sealed: string, about: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  const cipher = createDecipheriv(CIPHER, keyOf(env), bytes.subarray(0, NONCE))
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  try {
    const text = Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()])
    return text.toString('utf8')
  } catch {
    return null
  }
}
