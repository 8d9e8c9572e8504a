// Settings of files that people send.
import { amountOrNull } from './row'

export const files = {
  'rag.file.max_count': amountOrNull('RAG_FILE_MAX_COUNT', 'Most files in a message.'),
  'rag.file.max_size': amountOrNull('RAG_FILE_MAX_SIZE', 'Largest upload in MB.'),
  'files.quota_mb': amountOrNull('FILES_QUOTA', 'Most that the files of one person take, in MB.'),
}
