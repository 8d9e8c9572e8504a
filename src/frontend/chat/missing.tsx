// A chat that cannot be shown: gone, or not reached.
import { useLocation } from 'wouter'
import { Button } from '../parts/ui/button'
import { Empty } from '../parts/ui/empty'
import { Trouble } from '../parts/ui/trouble'
import { ApiError } from '../request'
import { useText } from '../text/index'

export function MissingChat({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const [, go] = useLocation()
  const t = useText()
  const gone = error instanceof ApiError && error.status >= 400 && error.status < 500
  return (
    <div className="flex-1 overflow-y-auto px-4">
      {gone ? (
        <Empty
          title={t('chat.missing')}
          text={t('chat.missing.text')}
          action={<Button onClick={() => go('/')}>{t('chat.startNew')}</Button>}
        />
      ) : (
        <Trouble title={t('chat.openFailed')} error={error} onRetry={onRetry} />
      )}
    </div>
  )
}
