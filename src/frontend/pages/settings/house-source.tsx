// Where the value of a setting comes from when it is not the default, and the way back.
import { Lock, RotateCcw } from 'lucide-react'
import type { HouseSetting } from '../../api-house'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { useHouseWords } from '../../text/house'
import { formatDate, t, useText } from '../../text/index'
import { useGiveBack, useHouseSettings } from './house'

const line = 'flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted'

const sourceText = ({ source, variable, saved_at }: HouseSetting): string => {
  const when = saved_at === null ? '' : formatDate(saved_at)
  const name = variable ?? ''
  if (source === 'pinned') return t('house.pinned', { name })
  if (source === 'saved')
    return variable ? t('house.savedOver', { when, name }) : t('house.saved', { when })
  return saved_at === null ? t('house.environment', { name }) : t('house.tookOver', { when, name })
}

/** What giving it back comes to; with its name, for those who do not see where the button stands. */
const wayBack = ({ variable, secret }: HouseSetting, setting?: string): string => {
  const name = variable ?? ''
  if (setting === undefined) {
    if (variable) return t('house.useVariable', { name })
    return secret ? t('house.forget') : t('house.useDefault')
  }
  if (variable) return t('house.useVariableOf', { name, setting })
  return secret ? t('house.forgetOf', { setting }) : t('house.useDefaultOf', { setting })
}

interface SourceProps {
  setting: HouseSetting
  /** Says which setting it is about. */
  named?: boolean
  /** Offers no way back: the setting hangs together with others. */
  fixed?: boolean
}

/** Nothing where the default counts. */
export function Source({ setting, named = false, fixed = false }: SourceProps) {
  const t = useText()
  const back = useGiveBack()
  const name = useHouseWords().label(setting)
  const { key, source } = setting
  if (source === 'default') return null
  const giveBack = () =>
    back.mutate([key], {
      onSuccess: () => notifyDone(t('house.givenBack', { name })),
      onError: error => notifyTrouble(t('settings.saveFailed'), error),
    })
  return (
    <div className={`mt-1.5 ${line}`}>
      {source === 'pinned' ? <Lock aria-hidden size={14} className="shrink-0" /> : null}
      <span className="[overflow-wrap:anywhere]">
        {named ? `${name}: ` : null}
        {sourceText(setting)}
      </span>
      {source === 'saved' && !fixed ? (
        <button
          type="button"
          disabled={back.isPending}
          onClick={giveBack}
          aria-label={wayBack(setting, name)}
          className="tap inline-flex min-h-6 items-center gap-1 rounded underline underline-offset-2 hover:text-text"
        >
          <RotateCcw aria-hidden size={13} />
          {wayBack(setting)}
        </button>
      ) : null}
    </div>
  )
}

/** The same for settings that have a form of their own, one line each that says something. */
export function Sources({ keys, fixed = false }: { keys: string[]; fixed?: boolean }) {
  const { data = [] } = useHouseSettings()
  return data
    .filter(setting => keys.includes(setting.key))
    .map(setting => <Source key={setting.key} setting={setting} named fixed={fixed} />)
}
