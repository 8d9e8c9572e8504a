// What there is to say of a directory, saved together: half of it would not work.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { HouseSetting } from '../../api-house'
import { Button } from '../../parts/ui/button'
import { Field, Input } from '../../parts/ui/field'
import { Select } from '../../parts/ui/select'
import { notifyDone } from '../../parts/ui/toast'
import { explain } from '../../text/explain'
import { useHouseWords } from '../../text/house'
import { type TextId, useText } from '../../text/index'
import { anchorOf, useSaveSettings } from './house'
import { kindOf } from './house-kind'
import { Source } from './house-source'

const SERVER = 'ldap.server.'
const PARTS: { text: TextId; keys: string[] }[] = [
  { text: 'ldap.where', keys: ['label', 'host', 'port', 'encryption', 'ca_cert_file'] },
  { text: 'ldap.search', keys: ['app_dn', 'app_password', 'users_dn', 'search_filter'] },
]
const MORE = [
  'attribute_for_username',
  'attribute_for_mail',
  'attribute_for_name',
  'attribute_for_picture',
  'timeout',
  'ciphers',
]

type Draft = Record<string, string>

/** Encryption is two settings and one question. */
const ENCRYPTION = 'encryption'
const USE_TLS = `${SERVER}use_tls`
const TLS_MODE = `${SERVER}tls_mode`

const find = (all: HouseSetting[], key: string) => all.find(one => one.key === key)

const before = (all: HouseSetting[], name: string): string => {
  if (name === ENCRYPTION) {
    return find(all, USE_TLS)?.value === true ? String(find(all, TLS_MODE)?.value) : 'none'
  }
  const setting = find(all, SERVER + name)
  return setting?.secret ? '' : String(setting?.value ?? '')
}

/** What was typed and differs, as the server takes it. */
const changesOf = (draft: Draft, all: HouseSetting[]): Record<string, unknown> => {
  const changed = Object.entries(draft).filter(([name, text]) => text.trim() !== before(all, name))
  return Object.fromEntries(
    changed.flatMap(([name, text]): [string, unknown][] => {
      if (name === ENCRYPTION && text === 'none') return [[USE_TLS, false]]
      if (name === ENCRYPTION) {
        return [
          [USE_TLS, true],
          [TLS_MODE, text],
        ]
      }
      const setting = find(all, SERVER + name)
      const isNumber = setting && kindOf(setting.schema) === 'integer'
      return [[SERVER + name, isNumber ? Number(text) : text.trim()]]
    }),
  )
}

interface EntryProps {
  all: HouseSetting[]
  name: string
  draft: Draft
  onText: (text: string) => void
}

function Encryption({ all, draft, onText }: EntryProps) {
  const t = useText()
  const words = useHouseWords()
  const mode = find(all, TLS_MODE)
  const options = ['auto', 'tls', 'starttls'].map(value => ({
    value,
    label: words.choice({ key: TLS_MODE }, value),
  }))
  return (
    <Field label={words.label({ key: USE_TLS, sentence: '' })} hint={t('ldap.encryptionHint')}>
      {field => (
        <Select
          {...field}
          className="w-full"
          disabled={mode?.source === 'pinned'}
          value={draft[ENCRYPTION] ?? before(all, ENCRYPTION)}
          onValue={onText}
          options={[...options, { value: 'none', label: t('ldap.inClear') }]}
        />
      )}
    </Field>
  )
}

function Entry(props: EntryProps) {
  const { all, name, draft, onText } = props
  const t = useText()
  const words = useHouseWords()
  const setting = find(all, SERVER + name)
  const row = useArrival(anchorOf(SERVER + name))
  if (name === ENCRYPTION) return <Encryption {...props} />
  if (!setting) return null
  const isNumber = kindOf(setting.schema) === 'integer'
  const isSet = setting.secret && Boolean(setting.value)
  return (
    <div ref={row}>
      <Field label={words.label(setting)} hint={words.hint(setting)}>
        {field => (
          <Input
            {...field}
            type={setting.secret ? 'password' : 'text'}
            inputMode={isNumber ? 'numeric' : undefined}
            dir={name === 'label' ? 'auto' : 'ltr'}
            autoComplete={setting.secret ? 'new-password' : 'off'}
            spellCheck={false}
            disabled={setting.source === 'pinned'}
            placeholder={isSet ? t('house.secretSet') : undefined}
            value={draft[name] ?? before(all, name)}
            onChange={event => onText(event.target.value)}
          />
        )}
      </Field>
      {setting.source === 'pinned' || setting.source === 'environment' ? (
        <Source setting={setting} />
      ) : null}
    </div>
  )
}

/** Comes into view when the search leads to it, out of its fold if it stands in one. */
const useArrival = (id: string) => {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (location.hash !== `#${id}`) return
    row.current?.closest('details')?.setAttribute('open', '')
    row.current?.scrollIntoView({ block: 'center' })
    row.current?.querySelector<HTMLElement>('input')?.focus()
  }, [id])
  return row
}

export function DirectoryForm({ all }: { all: HouseSetting[] }) {
  const t = useText()
  const [draft, setDraft] = useState<Draft>({})
  const save = useSaveSettings()
  const changes = changesOf(draft, all)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const onSuccess = () => {
      setDraft({})
      notifyDone(t('common.saved'))
    }
    save.mutate(changes, { onSuccess })
  }
  const entries = (names: string[]) =>
    names.map(name => (
      <Entry
        key={name}
        {...{ all, name, draft }}
        onText={text => setDraft(held => ({ ...held, [name]: text }))}
      />
    ))
  return (
    <form noValidate onSubmit={submit} className="flex max-w-lg flex-col gap-8 pt-5">
      {PARTS.map(({ text, keys }) => (
        <fieldset key={text} className="flex flex-col gap-4">
          <legend className="mb-3 font-semibold">{t(text)}</legend>
          {entries(keys)}
        </fieldset>
      ))}
      <details>
        <summary className="tap w-fit rounded text-muted">{t('ldap.more')}</summary>
        <div className="flex flex-col gap-4 pt-3">{entries(MORE)}</div>
      </details>
      {save.error ? (
        <p role="alert" className="text-danger">
          {explain(save.error)}
        </p>
      ) : null}
      <div>
        <Button
          type="submit"
          variant="primary"
          busy={save.isPending}
          disabled={Object.keys(changes).length === 0}
        >
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
