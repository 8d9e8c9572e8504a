// A setting of the whole server as a row: what it does, its control, its source, what became of saving it.
import type { HouseSetting } from '../../api-house'
import { notifyDone } from '../../parts/ui/toast'
import { explain } from '../../text/explain'
import { type HouseWords, useHouseWords } from '../../text/house'
import { languages, t, useText } from '../../text/index'
import { anchorOf, useSaveSettings } from './house'
import { Control } from './house-control'
import { isWide, kindOf } from './house-kind'
import { Source } from './house-source'
import { Setting } from './setting'

export function HouseRow({ setting }: { setting: HouseSetting }) {
  const t = useText()
  const words = useHouseWords()
  const save = useSaveSettings()
  const { key, value, source } = setting
  const isDefault = JSON.stringify(value) === JSON.stringify(setting.default)
  const send = (next: unknown) =>
    save.mutate(
      { [key]: next },
      { onSuccess: () => notifyDone(t('house.done', { name: words.label(setting) })) },
    )
  return (
    <Setting
      id={anchorOf(key)}
      label={words.label(setting)}
      hint={words.hint(setting)}
      standard={!isDefault && standardOf(setting, words)}
      stacked={isWide(setting)}
      foot={
        <>
          <Source setting={setting} />
          {save.error ? (
            <p role="alert" className="mt-1.5 text-[0.8125rem] text-danger">
              {explain(save.error)}
            </p>
          ) : null}
        </>
      }
    >
      {field => (
        <Control
          setting={setting}
          field={field}
          disabled={source === 'pinned'}
          pending={save.isPending ? { value: save.variables[key] } : null}
          save={send}
        />
      )}
    </Setting>
  )
}

const LONGEST = 60

/** The default in words; nothing where it takes more room than it is worth. */
const standardOf = (setting: HouseSetting, words: HouseWords): string | false => {
  const standard = setting.default
  if (setting.secret) return false
  if (kindOf(setting.schema) === 'boolean') return standard ? t('settings.on') : t('settings.off')
  if (setting.of === 'lines') return t('house.builtIn')
  if (setting.of === 'model') return t('house.sameModel')
  if (typeof standard === 'object' && standard !== null) return false
  const word = String(standard ?? '')
  const language = Object.entries(languages).find(([tag]) => tag === word)?.[1].name
  const text = (setting.of === 'language' && language) || words.choice(setting, word)
  return text.length <= LONGEST && text
}
