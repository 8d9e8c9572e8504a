// Says that the server is out of reach, once that has lasted a moment.
import { CloudOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type LineState, reconnectNow, useLine } from '../../live'
import { useText } from '../../text/index'
import { Spinner } from '../ui/spinner'

/** A blink of the line is nobody's business. */
const PATIENCE = 1500

const away = (line: LineState) => line === 'lost' || line === 'offline'

const useLasting = (on: boolean): boolean => {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!on) return setLasting(false)
    const timer = setTimeout(() => setLasting(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [on])
  return lasting
}

export function LineBanner() {
  const line = useLine()
  const shown = useLasting(away(line)) && away(line)
  const t = useText()
  return (
    <div role="status">
      {shown ? (
        <div className="flex animate-appear flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-warn-wash px-4 py-2 text-warn">
          {line === 'offline' ? <CloudOff aria-hidden size={16} /> : <Spinner />}
          <span>{line === 'offline' ? t('line.offline') : t('line.lost')}</span>
          <button
            type="button"
            onClick={reconnectNow}
            className="tap rounded font-medium underline underline-offset-2"
          >
            {t('line.now')}
          </button>
        </div>
      ) : null}
    </div>
  )
}
