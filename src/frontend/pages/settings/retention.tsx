// How long chats stay, for admins: the rule, what it would delete, and the name typed before it may.
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { retention as api, type Retention, type RetentionPreview } from '../../api-seeing'
import { queryClient } from '../../cache'
import { Button } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { Input } from '../../parts/ui/field'
import { Progress } from '../../parts/ui/progress'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import { momentText } from './amounts'
import { Section, Setting } from './setting'

const RULE = ['retention']
const LOOK_MS = 1000

const keep = (rule: Retention) => queryClient.setQueryData(RULE, rule)

/** Looks again and again while chats are being deleted. */
const useRule = () =>
  useQuery({
    queryKey: RULE,
    queryFn: api.read,
    staleTime: 0,
    refetchInterval: query => (query.state.data?.running ? LOOK_MS : false),
  })

function Examples({ preview }: { preview: RetentionPreview }) {
  const t = useText()
  return (
    <div role="status" className="mt-4 rounded-panel border border-line px-4 py-3">
      <p className="font-medium">
        {t('retention.would', { chats: preview.chats, people: preview.people })}
      </p>
      {preview.examples.length > 0 ? (
        <>
          <h3 className="mt-3 text-[0.8125rem] text-muted">{t('retention.examples')}</h3>
          <ul>
            {preview.examples.map(({ id, title, user_name, updated_at }) => (
              <li key={id} className="border-b border-line py-1.5 last:border-0">
                <bdi>{title ?? t('retention.hidden')}</bdi>
                <span className="block text-[0.8125rem] text-muted">
                  {t('retention.touched', { name: user_name, when: momentText(updated_at) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}

/** What is about to be deleted, and what the page asks before. */
interface Asking {
  what: 'save' | 'run'
  preview: RetentionPreview
}

function Question({
  rule,
  asking,
  onDone,
}: {
  rule: Retention
  asking: Asking
  onDone: () => void
}) {
  const t = useText()
  const { what, preview } = asking
  const { chats, people, days } = preview
  const act = useMutation({
    mutationFn: () => (what === 'save' ? api.save({ days, name: rule.name }) : api.run(rule.name)),
    onSuccess: next => {
      keep(next)
      if (what === 'save') notifyDone(t('retention.saved'))
      onDone()
    },
    onError: error =>
      notifyTrouble(t(what === 'save' ? 'retention.saveFailed' : 'retention.runFailed'), error),
  })
  const text =
    what === 'save'
      ? t('retention.saveText', { chats, people, days })
      : t('retention.runText', { chats, people })
  return (
    <Confirm
      open
      onOpenChange={open => open || onDone()}
      title={t(what === 'save' ? 'retention.saveTitle' : 'retention.runTitle')}
      description={text}
      action={t(what === 'save' ? 'retention.save' : 'retention.delete')}
      word={rule.name}
      busy={act.isPending}
      onConfirm={() => act.mutate()}
    />
  )
}

function Rule({ rule }: { rule: Retention }) {
  const t = useText()
  const [text, setText] = useState(String(rule.days))
  const [asking, setAsking] = useState<Asking | null>(null)
  const days = /^\d{1,5}$/.test(text.trim()) ? Number(text) : null
  const look = useMutation({
    mutationFn: api.preview,
    onError: error => notifyTrouble(t('retention.previewFailed'), error),
  })
  const keepAll = useMutation({
    mutationFn: () => api.save({ days: 0 }),
    onSuccess: next => {
      keep(next)
      notifyDone(t('retention.kept'))
    },
    onError: error => notifyTrouble(t('retention.saveFailed'), error),
  })
  const ask = (what: Asking['what'], age: number) =>
    look.mutate(age, { onSuccess: preview => setAsking({ what, preview }) })
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (days === 0) keepAll.mutate()
    else if (days !== null) ask('save', days)
  }
  return (
    <>
      <Setting
        stacked
        id="rule"
        label={t('retention.rule')}
        hint={t('retention.ruleHint')}
        standard="0"
      >
        {field => (
          <form onSubmit={save} className="flex flex-wrap gap-2">
            <Input
              {...field}
              inputMode="numeric"
              dir="ltr"
              className="w-28!"
              value={text}
              onChange={event => {
                setText(event.target.value)
                look.reset()
              }}
            />
            <Button disabled={!days} busy={look.isPending} onClick={() => look.mutate(days ?? 0)}>
              {t('retention.preview')}
            </Button>
            <Button
              type="submit"
              variant="primary"
              disabled={days === null || days === rule.days}
              busy={keepAll.isPending}
            >
              {t('retention.save')}
            </Button>
          </form>
        )}
      </Setting>
      {look.data ? <Examples preview={look.data} /> : null}
      {rule.days > 0 ? <RunNow rule={rule} onRun={() => ask('run', rule.days)} /> : null}
      {asking ? <Question rule={rule} asking={asking} onDone={() => setAsking(null)} /> : null}
    </>
  )
}

function RunNow({ rule, onRun }: { rule: Retention; onRun: () => void }) {
  const t = useText()
  const { running, last_run } = rule
  const last =
    last_run === null
      ? t('retention.never')
      : t('retention.lastRun', { when: momentText(last_run) })
  const going = running && t('retention.running', { done: running.done, total: running.total })
  return (
    <Setting
      action
      id="run"
      label={t('retention.run')}
      hint={`${t('retention.runHint')} ${last}`}
      stacked={running !== null}
    >
      {control =>
        running ? (
          <div>
            <p className="pb-1.5 text-[0.8125rem] text-muted">{going}</p>
            <Progress value={running.done / Math.max(1, running.total)} label={going ?? ''} />
          </div>
        ) : (
          <Button {...control} className="text-danger" onClick={onRun}>
            {t('retention.run')}
          </Button>
        )
      }
    </Setting>
  )
}

export function RetentionSettings() {
  const t = useText()
  const rule = useRule()
  return (
    <Section title={t('settings.retention')} lead={t('retention.lead')}>
      {rule.isPending ? <Skeleton /> : null}
      {rule.isError ? (
        <Trouble
          title={t('settings.loadFailed')}
          error={rule.error}
          onRetry={() => void rule.refetch()}
        />
      ) : null}
      {rule.data ? <Rule rule={rule.data} /> : null}
    </Section>
  )
}
