// Grey bars in the place of lines to come; seen only when the wait passes 150 ms.
import { useText } from '../../text/index'

const widths = ['w-4/5', 'w-3/5', 'w-11/12', 'w-2/3', 'w-3/4', 'w-1/2']

/** Up to six bars. */
export function Skeleton({ lines = 5 }: { lines?: number }) {
  const t = useText()
  return (
    <div role="status" aria-label={t('common.loading')} className="animate-late space-y-3 p-2">
      {widths.slice(0, lines).map(width => (
        <div key={width} className={`h-3.5 animate-breathe rounded bg-wash-strong ${width}`} />
      ))}
    </div>
  )
}
