// Making an API key: its name, what it may do, which models it may use, when it ends.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { apiKeys, type KeyScope } from '../../api-security'
import { useModels } from '../../cache'
import { Button } from '../../parts/ui/button'
import { Field, Input } from '../../parts/ui/field'
import { Select } from '../../parts/ui/select'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'

const SCOPES: KeyScope[] = ['all', 'read', 'completions', 'models']
const DAYS = [30, 90]
const YEAR = 365
const DAY_SECONDS = 86_400

const endOf = (days: string): number | null =>
  days === '' ? null : Math.floor(Date.now() / 1000) + Number(days) * DAY_SECONDS

function Scope({ scope, onScope }: { scope: KeyScope; onScope: (scope: KeyScope) => void }) {
  const t = useText()
  return (
    <Field label={t('keys.scope')} hint={t(`keys.scopeHint.${scope}`)}>
      {field => (
        <Select
          {...field}
          value={scope}
          onValue={value => onScope(value as KeyScope)}
          options={SCOPES.map(value => ({ value, label: t(`keys.scope.${value}`) }))}
        />
      )}
    </Field>
  )
}

interface ModelsProps {
  /** Null is all of them. */
  chosen: string[] | null
  missing: boolean
  onChosen: (chosen: string[] | null) => void
}

function Models({ chosen, missing, onChosen }: ModelsProps) {
  const t = useText()
  const { data: models = [] } = useModels()
  const toggle = (id: string, on: boolean) =>
    onChosen(on ? [...(chosen ?? []), id] : (chosen ?? []).filter(other => other !== id))
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('keys.models')} error={missing ? t('keys.modelsMissing') : null}>
        {field => (
          <Select
            {...field}
            value={chosen ? 'some' : 'all'}
            onValue={value => onChosen(value === 'some' ? [] : null)}
            options={[
              { value: 'all', label: t('keys.allModels') },
              { value: 'some', label: t('keys.someModels') },
            ]}
          />
        )}
      </Field>
      {chosen ? (
        <fieldset
          aria-label={t('keys.models')}
          className="max-h-48 overflow-y-auto rounded-control border border-line px-3 py-1"
        >
          {models.map(({ id, name }) => (
            <label key={id} className="flex min-h-8 items-center gap-2.5 touch:min-h-11">
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={event => toggle(id, event.target.checked)}
                className="size-4 accent-(--text)"
              />
              <bdi className="min-w-0 truncate">{name}</bdi>
            </label>
          ))}
        </fieldset>
      ) : null}
    </div>
  )
}

function Expiry({ days, onDays }: { days: string; onDays: (days: string) => void }) {
  const t = useText()
  const options = [
    { value: '', label: t('keys.never') },
    ...DAYS.map(count => ({ value: String(count), label: t('keys.days', { count }) })),
    { value: String(YEAR), label: t('keys.year') },
  ]
  return (
    <Field label={t('keys.expires')}>
      {field => <Select {...field} value={days} onValue={onDays} options={options} />}
    </Field>
  )
}

/** `onMade` gets the whole key, which is given only this once. */
export function KeyForm({ onMade }: { onMade: (key: string) => void }) {
  const t = useText()
  const [name, setName] = useState('')
  const [scope, setScope] = useState<KeyScope>('all')
  const [models, setModels] = useState<string[] | null>(null)
  const [days, setDays] = useState('')
  const [missing, setMissing] = useState(false)
  const make = useMutation({
    mutationFn: apiKeys.make,
    onSuccess: ({ api_key }) => onMade(api_key),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const none = models?.length === 0
    setMissing(none)
    if (!name.trim() || none) return
    make.mutate({ name: name.trim(), scope, models, expires_at: endOf(days) })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={t('account.keyName')}
        hint={t('account.keyNameHint')}
        error={make.error ? explain(make.error) : null}
      >
        {field => (
          <Input
            {...field}
            maxLength={100}
            value={name}
            onChange={event => setName(event.target.value)}
          />
        )}
      </Field>
      <Scope scope={scope} onScope={setScope} />
      <Models chosen={models} missing={missing} onChosen={setModels} />
      <Expiry days={days} onDays={setDays} />
      <Button
        type="submit"
        variant="primary"
        disabled={!name.trim()}
        busy={make.isPending}
        className="self-end"
      >
        {t('account.makeKey')}
      </Button>
    </form>
  )
}
