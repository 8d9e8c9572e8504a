// An error in place: what happened, a way to try again, the request id folded away.
import { RotateCw } from 'lucide-react'
import { ApiError } from '../../request'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'
import { Button } from './button'

export interface TroubleProps {
  /** What could not be done, as a sentence. */
  title: string
  error?: unknown
  onRetry?: () => void
  compact?: boolean
}

export function Trouble({ title, error, onRetry, compact = false }: TroubleProps) {
  const t = useText()
  const id = error instanceof ApiError ? error.request_id : null
  return (
    <div
      role="alert"
      className={compact ? 'flex flex-col gap-2 p-2' : 'mx-auto flex max-w-md flex-col gap-3 py-10'}
    >
      <p className="font-medium">{title}</p>
      {error === undefined ? null : <p className="text-muted">{explain(error)}</p>}
      {onRetry ? (
        <div>
          <Button size="sm" onClick={onRetry}>
            <RotateCw aria-hidden size={15} />
            {t('common.retry')}
          </Button>
        </div>
      ) : null}
      {id ? (
        <details className="text-[0.8125rem] text-muted">
          <summary className="w-fit">{t('common.errorDetails')}</summary>
          <p className="mt-1 font-mono text-xs">{t('common.requestId', { id })}</p>
        </details>
      ) : null}
    </div>
  )
}
