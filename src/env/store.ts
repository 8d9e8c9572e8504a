// Environments that name a store of files and do not say where it is are refused.
import { EnvError } from './error'

interface Store {
  STORAGE_PROVIDER: '' | 'local' | 's3'
  S3_BUCKET_NAME: string | null
  S3_ACCESS_KEY_ID: string | null
  S3_SECRET_ACCESS_KEY: string | null
}

/** Throws EnvError. */
export function refuseHalfStores(env: Store): void {
  if (env.STORAGE_PROVIDER !== 's3') return
  const needed = ['S3_BUCKET_NAME', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const
  const missing = needed.filter(name => !env[name])
  if (missing.length === 0) return
  throw new EnvError(
    `STORAGE_PROVIDER=s3 needs ${missing.join(' and ')} too. Set what is missing, or remove STORAGE_PROVIDER to keep files in DATA_DIR.`,
  )
}
