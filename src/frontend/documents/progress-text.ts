// How far a document has come, as a few words and a figure.
import { t } from '../text/index'
import type { Reading } from './reading'

export interface Step {
  text: string
  /** From 0 to 1; null while it cannot be told. */
  value: number | null
}

const share = (done: number, total: number): number | null => (total > 0 ? done / total : null)

/** What is being done with a file on the server; nothing when it is at rest. */
export const stepOf = ({ state, stage, done, total }: Reading): Step | undefined => {
  if (state === 'queued') return { text: t('documents.queued'), value: null }
  if (state !== 'running') return undefined
  if (stage === 'embedding') return { text: t('documents.embedding'), value: share(done, total) }
  return { text: t('documents.reading'), value: share(done, total) }
}
