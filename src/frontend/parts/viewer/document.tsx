// A document as its kind is best seen: pages of a PDF, a picture, or its words, with a passage lit.
import { useQuery } from '@tanstack/react-query'
import { documents, type FileWords, type StoredFile } from '../../api-documents'
import { useText } from '../../text/index'
import { Skeleton } from '../ui/skeleton'
import { Trouble } from '../ui/trouble'
import { Pdf } from './pdf'
import { Quote } from './quote'
import { type Lit, Words } from './words'

/** What is to be shown of a document. */
export interface Sight {
  /** From 1. */
  page?: number | null
  /** The passage in words, and where it stands in the document's. */
  passage?: string
  lit?: Lit
}

export function DocumentView({ file, sight }: { file: StoredFile; sight: Sight }) {
  const type = file.meta.content_type
  const url = documents.contentUrl(file.id)
  if (type === 'application/pdf') {
    return <Pdf url={url} page={sight.page ?? 1} passage={sight.passage} />
  }
  if (/^image\/(png|jpeg|gif|webp|avif)$/.test(type)) {
    return <Picture url={url} name={file.filename} passage={sight.passage} />
  }
  return <ItsWords file={file} sight={sight} />
}

interface PictureProps {
  url: string
  name: string
  passage: string | undefined
}

const Picture = ({ url, name, passage }: PictureProps) => (
  <div className="flex min-h-0 flex-1 flex-col">
    {passage ? <Quote text={passage} /> : null}
    <div className="min-h-0 flex-1 overflow-auto bg-sunken p-4">
      <img src={url} alt={name} className="mx-auto max-w-full" />
    </div>
  </div>
)

function ItsWords({ file, sight }: { file: StoredFile; sight: Sight }) {
  const t = useText()
  const { data, error, refetch } = useQuery({
    queryKey: ['file', file.id, 'words', file.hash],
    queryFn: ({ signal }) => documents.words(file.id, signal),
  })
  if (error) {
    return <Trouble title={t('viewer.failed')} error={error} onRetry={() => void refetch()} />
  }
  if (!data) return <Skeleton lines={6} />
  if (!data.content.trim()) return <p className="p-6 text-muted">{t('viewer.noWords')}</p>
  const lit = sight.lit ?? found(data, sight.passage)
  return (
    <>
      {sight.passage && !lit ? <Quote text={sight.passage} /> : null}
      <Words words={data} lit={lit} />
    </>
  )
}

function found({ content }: FileWords, passage: string | undefined): Lit | undefined {
  const start = passage ? content.indexOf(passage) : -1
  return start === -1 || !passage ? undefined : { start, stop: start + passage.length }
}
