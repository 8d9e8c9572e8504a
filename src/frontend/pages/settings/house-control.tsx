// The control for a setting, chosen by what the setting takes.
import type { ReactNode } from 'react'
import { useModels } from '../../cache'
import { Select } from '../../parts/ui/select'
import { Switch } from '../../parts/ui/switch'
import { useHouseWords } from '../../text/house'
import { languages, useText } from '../../text/index'
import { Draft } from './house-draft'
import { type ControlProps, kindOf } from './house-kind'

export function Control(props: ControlProps) {
  const { setting } = props
  if (setting.secret) return <Draft {...props} />
  if (setting.of === 'model') return <ModelChoice {...props} />
  if (setting.of === 'language') return <LanguageChoice {...props} />
  if (setting.schema.enum) return <WordChoice {...props} choices={setting.schema.enum} />
  if (kindOf(setting.schema) === 'boolean') return <OnOff {...props} />
  return <Draft {...props} />
}

const shown = ({ setting, pending }: ControlProps): unknown =>
  pending ? pending.value : setting.value

function OnOff(props: ControlProps) {
  const { field, disabled, save } = props
  return (
    <Switch
      {...field}
      disabled={disabled}
      checked={shown(props) === true}
      onCheckedChange={on => save(on)}
    />
  )
}

function Choice({
  options,
  ...props
}: ControlProps & { options: { value: string; label: string }[] }): ReactNode {
  const { field, disabled, save } = props
  const value = String(shown(props) ?? '')
  const known = options.some(option => option.value === value)
  return (
    <Select
      {...field}
      className="w-52 max-w-full"
      disabled={disabled}
      value={value}
      onValue={save}
      options={known ? options : [...options, { value, label: value }]}
    />
  )
}

function WordChoice({ choices, ...props }: ControlProps & { choices: string[] }) {
  const words = useHouseWords()
  const options = choices.map(word => ({ value: word, label: words.choice(props.setting, word) }))
  return <Choice {...props} options={options} />
}

function LanguageChoice(props: ControlProps) {
  const words = useHouseWords()
  const options = [
    { value: '', label: words.choice(props.setting, '') },
    ...Object.entries(languages).map(([value, { name }]) => ({ value, label: name })),
  ]
  return <Choice {...props} options={options} />
}

function ModelChoice(props: ControlProps) {
  const t = useText()
  const { data: models = [] } = useModels()
  const options = [
    { value: '', label: t('house.sameModel') },
    ...models.map(model => ({ value: model.id, label: model.name })),
  ]
  return <Choice {...props} options={options} />
}
