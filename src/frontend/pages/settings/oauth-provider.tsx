// One provider: what it must be told, what it gives us, whether it answers.
import { useMutation } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { HouseSetting } from '../../api-house'
import { type Addresses, oauth } from '../../api-oauth'
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
import { type Entry, isSetUp, type ProviderFormOf } from './oauth-forms'

interface ProviderProps {
  form: ProviderFormOf
  all: HouseSetting[]
  addresses: Addresses
}

type Draft = Record<string, string>

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

const WARNINGS: Record<string, TextId> = {
  plain: 'provider.warnPlain',
  unsigned: 'provider.warnUnsigned',
  userinfo: 'provider.warnUserinfo',
}

/** Asks the provider as the form stands, saved or not. */
function Attempt({ form, draft }: { form: ProviderFormOf; draft: Draft }) {
  const t = useText()
  const address = draft['oauth.oidc.provider_url']
  const tenant = draft['oauth.microsoft.tenant_id']
  const attempt = useMutation({ mutationFn: oauth.attempt })
  const { provider } = form
  if (provider === 'github') return null
  const ask = () =>
    attempt.mutate({
      provider,
      ...(provider === 'oidc' && address !== undefined && { address }),
      ...(provider === 'microsoft' && tenant !== undefined && { tenant }),
    })
  return (
    <>
      <Button busy={attempt.isPending} onClick={ask}>
        {t('provider.try')}
      </Button>
      <div aria-live="polite" className="order-last basis-full empty:hidden">
        {attempt.error ? <p className="text-danger">{explain(attempt.error)}</p> : null}
        {attempt.data ? (
          <>
            <p className="text-good [overflow-wrap:anywhere]">
              {t('provider.answers', { issuer: attempt.data.issuer })}
            </p>
            <ul className="list-disc ps-5 text-muted">
              {attempt.data.warnings.map(code => (
                <li key={code}>{t(WARNINGS[code] ?? 'provider.warnOther')}</li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </>
  )
}

function TakeAway({ form, name }: { form: ProviderFormOf; name: string }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const save = useSaveSettings()
  const key = `oauth.${form.provider}`
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

function Form({ form, all, addresses }: ProviderProps) {
  const t = useText()
  const [draft, setDraft] = useState<Draft>({})
  const save = useSaveSettings()
  const { provider, entries, more } = form
  const settingOf = (key: string) => all.find(one => one.key === key)
  const name = providerName(provider, String(settingOf('oauth.oidc.provider_name')?.value ?? ''))
  const changes = changesOf(draft, all)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const done = () => {
      setDraft({})
      notifyDone(t('common.saved'))
    }
    save.mutate(changes, { onSuccess: done })
  }
  const fields = (list: Entry[]) =>
    list.map(entry => {
      const setting = settingOf(entry.key)
      if (!setting) return null
      const onText = (text: string) => setDraft(before => ({ ...before, [entry.key]: text }))
      return <EntryField key={entry.key} {...{ entry, setting, draft, onText }} />
    })
  return (
    <form noValidate onSubmit={submit} className="flex max-w-lg flex-col gap-4 pt-3 pb-5">
      <Field label={t('provider.redirect')} hint={t('provider.redirectHint')}>
        {field => <CopyField {...field} value={addresses.redirect_uris[provider] ?? ''} />}
      </Field>
      {provider === 'oidc' ? (
        <Field label={t('provider.logout')} hint={t('provider.logoutHint')}>
          {field => <CopyField {...field} value={addresses.logout_uri} />}
        </Field>
      ) : null}
      {fields(entries)}
      <details>
        <summary className="tap w-fit cursor-pointer rounded text-muted">
          {t('provider.more')}
        </summary>
        <div className="flex flex-col gap-4 pt-3">{fields(more)}</div>
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
        {isSetUp(form, all) ? <TakeAway form={form} name={name} /> : null}
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
