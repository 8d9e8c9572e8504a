// A document in the panel: fetched, or why it is not to be seen.
import { useQuery } from '@tanstack/react-query'
import { documents } from '../../api-documents'
import { stepOf } from '../../documents/progress-text'
import { useReading } from '../../documents/reading'
import { ApiError } from '../../request'
import { useText } from '../../text/index'
import { Progress } from '../ui/progress'
import { Skeleton } from '../ui/skeleton'
import { Trouble } from '../ui/trouble'
import { DocumentView } from './document'
import type { PanelView } from './panel'
import { Quote } from './quote'

export function Opened({ view }: { view: PanelView & { kind: 'document' } }) {
  const { id, sight } = view
  const t = useText()
  const { data, error, refetch } = useQuery({
    queryKey: ['file', id],
    queryFn: ({ signal }) => documents.read(id, signal),
  })
  const reading = useReading(id, data)
  if (error) {
    const gone = error instanceof ApiError && error.status === 404
    return (
      <>
        {sight.passage ? <Quote text={sight.passage} /> : null}
        <div className="px-5">
          <Trouble
            title={t(gone ? 'viewer.gone' : 'viewer.failed')}
            {...(gone ? {} : { error, onRetry: () => void refetch() })}
          />
        </div>
      </>
    )
  }
  if (!data) return <Skeleton lines={6} />
  const step = reading && stepOf(reading)
  return (
    <>
      {step ? (
        <div role="status" className="border-b border-line px-4 py-2 text-[0.8125rem] text-muted">
          <p className="mb-1.5">{step.text}</p>
          <Progress value={step.value} label={t('documents.progressOf', { name: data.filename })} />
        </div>
      ) : null}
      {reading?.state === 'failed' && reading.error ? (
        <p role="alert" className="border-b border-line bg-danger-wash px-4 py-2 text-[0.8125rem]">
          {reading.error}
        </p>
      ) : null}
      <DocumentView key={`${data.hash}`} file={data} sight={sight} />
    </>
  )
}
