// One provider: what it must be told, what it gives us, whether it answers.
import { ChevronDown } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { HouseSetting } from '../../api-house'
import type { Addresses } from '../../api-oauth'
import { Button } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { CopyField } from '../../parts/ui/copy-field'
import { Field, Input } from '../../parts/ui/field'
import { notifyDone } from '../../parts/ui/toast'
import { explain } from '../../text/explain'
import { type TextId, useText } from '../../text/index'
import { providerName } from '../../text/provider'
import { useSaveSettings } from './house'
import { Source } from './house-source'
import { Attempt, type Draft } from './oauth-attempt'
import { type Entry, isSetUp, type ProviderFormOf } from './oauth-forms'

interface ProviderProps {
  form: ProviderFormOf
  all: HouseSetting[]
  addresses: Addresses
}

/** What was typed and differs; a secret counts only when something was typed. */
const changesOf = (draft: Draft, all: HouseSetting[]): Draft =>
  Object.fromEntries(
    Object.entries(draft)
      .map(([key, text]) => [key, text.trim()] as const)
      .filter(([key, text]) => {
        const setting = all.find(one => one.key === key)
        return setting && (setting.secret ? text !== '' : text !== setting.value)
      }),
  )

function EntryField(props: {
  entry: Entry
  setting: HouseSetting
  draft: Draft
  onText: (text: string) => void
}) {
  const { entry, setting, draft, onText } = props
  const t = useText()
  const isSet = setting.secret && Boolean(setting.value)
  const isGiven = setting.source === 'pinned' || setting.source === 'environment'
  return (
    <div>
      <Field label={t(entry.text)} hint={entry.hint ? t(entry.hint) : null}>
        {field => (
          <Input
            {...field}
            type={setting.secret ? 'password' : 'text'}
            dir={entry.text === 'provider.buttonName' ? 'auto' : 'ltr'}
            autoComplete={setting.secret ? 'new-password' : 'off'}
            spellCheck={false}
            disabled={setting.source === 'pinned'}
            placeholder={isSet ? t('house.secretSet') : undefined}
            value={draft[entry.key] ?? (setting.secret ? '' : String(setting.value ?? ''))}
            onChange={event => onText(event.target.value)}
          />
        )}
      </Field>
      {isGiven ? <Source setting={setting} /> : null}
    </div>
  )
}

function TakeAway({ form, all }: Omit<ProviderProps, 'addresses'>) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const save = useSaveSettings()
  const key = `oauth.${form.provider}`
  const called = all.find(one => one.key === `${key}.provider_name`)?.value
  const name = providerName(form.provider, String(called ?? ''))
  const gone = { [`${key}.client_id`]: '', [`${key}.client_secret`]: '' }
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        {t('provider.remove')}
      </Button>
      <Confirm
        open={open}
        onOpenChange={setOpen}
        title={t('provider.removeOne', { name })}
        description={t('provider.removeWhy', { name })}
        action={t('provider.remove')}
        busy={save.isPending}
        onConfirm={() => save.mutate(gone, { onSuccess: () => setOpen(false) })}
      />
    </>
  )
}

/** What has to be entered at the provider. */
function Told({ form, addresses }: Omit<ProviderProps, 'all'>) {
  const t = useText()
  return (
    <>
      <Field label={t('provider.redirect')} hint={t('provider.redirectHint')}>
        {field => <CopyField {...field} value={addresses.redirect_uris[form.provider] ?? ''} />}
      </Field>
      {form.provider === 'oidc' ? (
        <Field label={t('provider.logout')} hint={t('provider.logoutHint')}>
          {field => <CopyField {...field} value={addresses.logout_uri} />}
        </Field>
      ) : null}
    </>
  )
}

interface EntriesProps {
  entries: Entry[]
  all: HouseSetting[]
  draft: Draft
  onDraft: (draft: Draft) => void
}

function Entries({ entries, all, draft, onDraft }: EntriesProps) {
  return entries.map(entry => {
    const setting = all.find(one => one.key === entry.key)
    if (!setting) return null
    const onText = (text: string) => onDraft({ ...draft, [entry.key]: text })
    return <EntryField key={entry.key} {...{ entry, setting, draft, onText }} />
  })
}

function Form({ form, all, addresses }: ProviderProps) {
  const t = useText()
  const [draft, onDraft] = useState<Draft>({})
  const save = useSaveSettings()
  const changes = changesOf(draft, all)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const onSuccess = () => {
      onDraft({})
      notifyDone(t('common.saved'))
    }
    save.mutate(changes, { onSuccess })
  }
  return (
    <form noValidate onSubmit={submit} className="flex max-w-lg flex-col gap-4 pt-3 pb-5">
      <Told form={form} addresses={addresses} />
      <Entries {...{ all, draft, onDraft }} entries={form.entries} />
      <details>
        <summary className="tap w-fit cursor-pointer rounded text-muted">
          {t('provider.more')}
        </summary>
        <div className="flex flex-col gap-4 pt-3">
          <Entries {...{ all, draft, onDraft }} entries={form.more} />
        </div>
      </details>
      {save.error ? (
        <p role="alert" className="text-danger">
          {explain(save.error)}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          busy={save.isPending}
          disabled={Object.keys(changes).length === 0}
        >
          {t('common.save')}
        </Button>
        {form.describes ? <Attempt form={form} draft={draft} /> : null}
        {isSetUp(form, all) ? <TakeAway form={form} all={all} /> : null}
      </div>
    </form>
  )
}

const titles: Record<ProviderFormOf['provider'], TextId> = {
  oidc: 'provider.oidc',
  google: 'provider.google',
  microsoft: 'provider.microsoft',
  github: 'provider.github',
}

const intoView = (row: HTMLElement | null) => {
  row?.scrollIntoView({ block: 'start' })
  row?.querySelector('summary')?.focus()
}

/** Folded until somebody wants it, or comes for one of its settings. */
export function Provider(props: ProviderProps) {
  const t = useText()
  const { form, all } = props
  const [wanted] = useState(() => location.hash.startsWith(`#oauth-${form.provider}-`))
  return (
    <details
      ref={wanted ? intoView : undefined}
      open={wanted}
      className="group border-b border-line last:border-0"
    >
      <summary className="tap flex cursor-pointer items-center gap-3 rounded py-4 marker:content-none">
        <span className="flex-1 font-medium">{t(titles[form.provider])}</span>
        <span className={isSetUp(form, all) ? 'text-good' : 'text-muted'}>
          {t(isSetUp(form, all) ? 'provider.setUp' : 'provider.notSetUp')}
        </span>
        <ChevronDown aria-hidden size={16} className="text-muted group-open:rotate-180" />
      </summary>
      <Form {...props} />
    </details>
  )
}
