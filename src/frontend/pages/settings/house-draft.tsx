// A control for what is typed: it is saved when the person says so, not letter by letter.
import { useState } from 'react'
import type { HouseSetting } from '../../api-house'
import { Button } from '../../parts/ui/button'
import { Input, Textarea } from '../../parts/ui/field'
import { t, useText } from '../../text/index'
import { type ControlProps, isList, isNullable, isWide, kindOf } from './house-kind'

/** Starts anew when the saved value is another one. */
export function Draft(props: ControlProps) {
  return <Form key={JSON.stringify(props.setting.value)} {...props} />
}

/** Throws a SyntaxError for what cannot be read. */
const read = (setting: HouseSetting, text: string): unknown => {
  const kind = kindOf(setting.schema)
  if (text.trim() === '' && isNullable(setting.schema)) return null
  if (kind === 'integer' || kind === 'number') return numberOf(text)
  if (isList(setting)) return text.split('\n').flatMap(line => line.trim() || [])
  if (setting.secret && kind === 'array') return text.split('\n').map(line => line.trim())
  return isWide(setting) && setting.of !== 'lines' ? JSON.parse(text) : text
}

const numberOf = (text: string): number => {
  const value = Number(text.trim())
  if (text.trim() === '' || !Number.isFinite(value)) throw new SyntaxError(t('house.noNumber'))
  return value
}

const written = (setting: HouseSetting): string => {
  if (setting.secret || setting.value === null) return ''
  if (isList(setting)) return (setting.value as string[]).join('\n')
  return typeof setting.value === 'object'
    ? JSON.stringify(setting.value, null, 2)
    : String(setting.value)
}

function Form({ setting, field, disabled, pending, save }: ControlProps) {
  const t = useText()
  const before = written(setting)
  const [text, setText] = useState(before)
  const [fault, setFault] = useState<string | null>(null)
  const wide = isWide(setting)
  const submit = () => {
    try {
      setFault(null)
      save(read(setting, text))
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <form
      className={wide ? 'flex flex-col items-start gap-2' : 'flex max-w-full flex-wrap gap-2'}
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <Entry
        setting={setting}
        field={field}
        disabled={disabled}
        invalid={fault !== null}
        text={text}
        onText={setText}
      />
      {disabled ? null : (
        <Button type="submit" busy={pending !== null} disabled={text === before}>
          {t('common.save')}
        </Button>
      )}
      {fault ? (
        <p role="alert" className="w-full text-[0.8125rem] text-danger">
          {fault}
        </p>
      ) : null}
    </form>
  )
}

interface EntryProps extends Pick<ControlProps, 'setting' | 'field' | 'disabled'> {
  invalid: boolean
  text: string
  onText: (text: string) => void
}

function Entry({ setting, field, disabled, invalid, text, onText }: EntryProps) {
  const t = useText()
  const common = {
    ...field,
    disabled,
    'aria-invalid': invalid || undefined,
    value: text,
    dir: setting.of === 'lines' ? ('auto' as const) : ('ltr' as const),
  }
  if (isWide(setting)) {
    return (
      <Textarea
        {...common}
        rows={setting.of === 'lines' ? 5 : 4}
        placeholder={setting.of === 'lines' ? t('house.builtIn') : undefined}
        onChange={event => onText(event.target.value)}
        className={setting.of === 'lines' ? undefined : 'font-mono text-[0.8125rem]'}
      />
    )
  }
  const isNumber = ['integer', 'number'].includes(kindOf(setting.schema))
  const isSet = setting.secret && JSON.stringify(setting.value).includes('*')
  return (
    <Input
      {...common}
      type={setting.secret ? 'password' : 'text'}
      autoComplete={setting.secret ? 'new-password' : 'off'}
      inputMode={isNumber ? 'decimal' : undefined}
      placeholder={isSet ? t('house.secretSet') : undefined}
      onChange={event => onText(event.target.value)}
      className={isNumber ? 'w-24!' : 'w-64! max-w-full'}
    />
  )
}
