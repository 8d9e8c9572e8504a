// The key that signs session tokens: given by the environment, or made once and kept beside the data.
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EnvError } from '../env'

const BYTES = 32

/** The signing key. Makes `DATA_DIR/.secret` (mode 0600) on first use; call it holding the folder's lock. */
export function secretKey(env: { WEBUI_SECRET_KEY: string | null; DATA_DIR: string }): string {
  if (env.WEBUI_SECRET_KEY !== null) return env.WEBUI_SECRET_KEY
  const file = join(env.DATA_DIR, '.secret')
  if (!existsSync(file)) make(file, env.DATA_DIR)
  chmodSync(file, 0o600)
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length >= BYTES) return secret
  throw new EnvError(`${file} is too short to sign with. Remove it and Hearth makes another.`)
}

/** Written aside and renamed, so that a crash leaves no half-made secret. */
function make(file: string, folder: string): void {
  mkdirSync(folder, { recursive: true })
  const fresh = `${file}.new`
  writeFileSync(fresh, `${randomBytes(BYTES).toString('base64url')}\n`, { mode: 0o600 })
  renameSync(fresh, file)
}
