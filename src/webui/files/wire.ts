// Files as clients see them: the contract's row, and how far their reading has come.
import type { Job } from '../../db/jobs'
import type { FileRow } from '../../storage/table'
import { seconds } from '../../utils/time'

/** A file with what is known of it elsewhere. */
export interface Known {
  file: FileRow
  /** Its words, where they were asked for. */
  content?: string | null
  /** How far its reading has come, while it is being read. */
  job?: Pick<Job, 'stage' | 'done' | 'total'> | null
  /** How many knowledge bases hold it. */
  bases?: number
}

/** The contract's row without `path`, which only some answers have. */
export function toWire({ file, content, job, bases = 0 }: Known) {
  return {
    id: file.id,
    user_id: file.user_id,
    hash: file.text_hash,
    filename: file.name,
    data: typeof content === 'string' ? { content } : {},
    meta: { ...file.meta, name: file.name, content_type: file.type, size: file.size },
    created_at: seconds(file.created_at),
    updated_at: seconds(file.updated_at),
    // Ours, from here on.
    sha256: file.hash,
    state: file.state,
    stage: job?.stage ?? '',
    done: job?.done ?? 0,
    total: job?.total ?? 0,
    error: file.error,
    bases: Number(bases),
  }
}

/** The row with the `path` that the contract has: the name, for where the bytes lie is nobody's business. */
export const withPath = (known: Known) => ({ ...toWire(known), path: known.file.name })

export type FileWire = ReturnType<typeof toWire>
