// The form of one connection: address, key, and what else may be said about it. Checks before it saves.
import { useMutation } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../../parts/ui/button'
import { Field, Input, Textarea } from '../../parts/ui/field'
import { Select } from '../../parts/ui/select'
import { ApiError } from '../../request'
import { explain } from '../../text/explain'
import { type TextId, useText } from '../../text/index'
import { told } from '../../text/told'
import type { ProviderKind } from '../../wire'
import { type Draft, verify } from './connection'

interface Preset {
  id: string
  kind: ProviderKind
  text: TextId
  url: string
}

/** Addresses most people want; `other` leaves the field to them. */
const presets: Preset[] = [
  { id: 'openai', kind: 'openai', text: 'connections.openai', url: 'https://api.openai.com/v1' },
  {
    id: 'openrouter',
    kind: 'openai',
    text: 'connections.openrouter',
    url: 'https://openrouter.ai/api/v1',
  },
  { id: 'other', kind: 'openai', text: 'connections.other', url: '' },
  { id: 'ollama', kind: 'ollama', text: 'connections.ollama', url: 'http://127.0.0.1:11434' },
]

const usable = (url: string): boolean => {
  try {
    return /^https?:$/.test(new URL(url).protocol)
  } catch {
    return false
  }
}

const splitIds = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .map(id => id.trim())
    .filter(Boolean)

/** The contract's own openings say nothing to a person. */
const openings = /^(?:(?:Unexpected error|External Error|Server Connection Error): )+/

/** Why the check failed, in the provider's own words where there are some. */
const reasonOf = (error: Error): string =>
  error instanceof ApiError && error.detail
    ? told(error.detail.replace(openings, ''))
    : explain(error)

interface ConnectionFormProps {
  start?: Draft
  /** Saves; what it throws is shown in the form. */
  onSave: (draft: Draft) => Promise<unknown>
  onCancel?: () => void
  saveText: string
}

function More({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const t = useText()
  const [ids, setIds] = useState((draft.options.model_ids ?? []).join('\n'))
  const set = (options: Partial<Draft['options']>) =>
    onDraft({ ...draft, options: { ...draft.options, ...options } })
  return (
    <details open={Boolean(draft.options.prefix_id || ids)}>
      <summary className="w-fit rounded text-muted">{t('connections.more')}</summary>
      <div className="flex flex-col gap-4 pt-3">
        <Field label={t('connections.name')} hint={t('connections.nameHint')}>
          {field => (
            <Input
              {...field}
              maxLength={100}
              value={draft.options.name ?? ''}
              onChange={event => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('connections.prefix')} hint={t('connections.prefixHint')}>
          {field => (
            <Input
              {...field}
              dir="ltr"
              value={draft.options.prefix_id ?? ''}
              onChange={event => set({ prefix_id: event.target.value.trim() })}
            />
          )}
        </Field>
        <Field label={t('connections.modelIds')} hint={t('connections.modelIdsHint')}>
          {field => (
            <Textarea
              {...field}
              dir="ltr"
              value={ids}
              onChange={event => {
                setIds(event.target.value)
                set({ model_ids: splitIds(event.target.value) })
              }}
            />
          )}
        </Field>
      </div>
    </details>
  )
}

export function ConnectionForm({ start, onSave, onCancel, saveText }: ConnectionFormProps) {
  const t = useText()
  const [preset, setPreset] = useState(start ? '' : 'openai')
  const [draft, setDraft] = useState<Draft>(
    start ?? { kind: 'openai', url: presets[0]?.url ?? '', key: '', options: { enable: true } },
  )
  const [checked, setChecked] = useState<number | null | undefined>(undefined)
  const [fault, setFault] = useState(false)
  const check = useMutation({ mutationFn: verify, onSuccess: setChecked })
  const save = useMutation({ mutationFn: onSave })
  const edit = (next: Draft) => {
    setDraft(next)
    setChecked(undefined)
    check.reset()
    save.reset()
  }
  const choose = (id: string) => {
    const chosen = presets.find(item => item.id === id)
    if (!chosen) return
    setPreset(id)
    edit({ ...draft, kind: chosen.kind, url: chosen.url })
  }
  const ready = (): boolean => {
    const good = usable(draft.url)
    setFault(!good)
    return good
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready()) return
    if (draft.options.enable !== false) await check.mutateAsync(draft)
    save.mutate(draft)
  }
  const busy = check.isPending || save.isPending
  return (
    <form
      noValidate
      onSubmit={event => void submit(event).catch(() => undefined)}
      className="flex flex-col gap-4"
    >
      {start ? null : (
        <Field label={t('connections.provider')}>
          {field => (
            <Select
              {...field}
              className="w-full"
              value={preset}
              onValue={choose}
              options={presets.map(item => ({ value: item.id, label: t(item.text) }))}
            />
          )}
        </Field>
      )}
      <Field
        label={t('connections.url')}
        hint={t(draft.kind === 'ollama' ? 'connections.urlHintOllama' : 'connections.urlHint')}
        error={fault ? t('connections.urlWrong') : null}
      >
        {field => (
          <Input
            {...field}
            type="url"
            dir="ltr"
            inputMode="url"
            value={draft.url}
            onChange={event =>
              edit({ ...draft, url: event.target.value.trim().replace(/\/+$/, '') })
            }
          />
        )}
      </Field>
      <Field label={t('connections.key')} hint={t('connections.keyHint')}>
        {field => (
          <Input
            {...field}
            type="password"
            dir="ltr"
            autoComplete="off"
            value={draft.key}
            onChange={event => edit({ ...draft, key: event.target.value.trim() })}
          />
        )}
      </Field>
      <More draft={draft} onDraft={edit} />
      <div aria-live="polite">
        {check.error ? (
          <div className="rounded-control bg-danger-wash px-3 py-2 text-danger">
            <p className="font-medium">{t('connections.checkFailed')}</p>
            <p>{reasonOf(check.error)}</p>
          </div>
        ) : null}
        {save.error ? <p className="text-danger">{explain(save.error)}</p> : null}
        {checked !== undefined && !busy ? (
          <p className="flex items-center gap-2 text-good">
            <CircleCheck aria-hidden size={16} />
            {checked === null
              ? t('connections.works')
              : t('connections.worksWith', { count: checked })}
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {saveText}
        </Button>
        {check.error ? (
          <Button onClick={() => ready() && save.mutate(draft)}>
            {t('connections.saveAnyway')}
          </Button>
        ) : (
          <Button busy={check.isPending} onClick={() => ready() && check.mutate(draft)}>
            {t('connections.check')}
          </Button>
        )}
        {onCancel ? (
          <Button variant="quiet" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
