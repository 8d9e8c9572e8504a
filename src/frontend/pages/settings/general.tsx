// The house itself, for admins: who may come in, and how chats get their titles.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { house } from '../../api'
import { queryClient, useModels } from '../../cache'
import { Button } from '../../parts/ui/button'
import { Input, Textarea } from '../../parts/ui/field'
import { Select } from '../../parts/ui/select'
import { Skeleton } from '../../parts/ui/skeleton'
import { Switch } from '../../parts/ui/switch'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import type { AuthConfig, Role, TaskConfig } from '../../wire'
import { Section, Setting } from './setting'

const AUTH = ['house', 'auth']
const TASKS = ['house', 'tasks']

/** Saves the whole document with one part changed; shown at once, taken back on refusal. */
const useSave = <T extends object>(key: string[], send: (value: T) => Promise<T>) => {
  const t = useText()
  return useMutation({
    mutationFn: (change: Partial<T>) => {
      const before = queryClient.getQueryData<T>(key)
      if (!before) throw new Error('Nothing was loaded')
      const after = { ...before, ...change }
      queryClient.setQueryData(key, after)
      return send(after)
    },
    onSuccess: saved => queryClient.setQueryData(key, saved),
    onError: error => {
      notifyTrouble(t('settings.saveFailed'), error)
      void queryClient.invalidateQueries({ queryKey: key })
    },
  })
}

function Flag(props: {
  id: string
  label: string
  hint: string
  standard: string
  value: boolean
  onValue: (value: boolean) => void
}) {
  return (
    <Setting id={props.id} label={props.label} hint={props.hint} standard={props.standard}>
      {control => <Switch {...control} checked={props.value} onCheckedChange={props.onValue} />}
    </Setting>
  )
}

function SessionLength({ value, onSave }: { value: string; onSave: (value: string) => void }) {
  const t = useText()
  const [text, setText] = useState(value)
  const valid = /^(-1|0|\d+(\.\d+)?(ms|s|m|h|d|w))$/.test(text.trim())
  return (
    <Setting
      id="session-length"
      label={t('general.session')}
      hint={t('general.sessionHint')}
      standard="-1"
    >
      {control => (
        <form
          className="flex gap-2"
          onSubmit={event => {
            event.preventDefault()
            if (valid) onSave(text.trim())
          }}
        >
          <Input
            {...control}
            dir="ltr"
            aria-invalid={!valid || undefined}
            value={text}
            onChange={event => setText(event.target.value)}
            className="h-9! w-24! touch:h-11!"
          />
          <Button type="submit" disabled={!valid || text.trim() === value}>
            {t('common.save')}
          </Button>
        </form>
      )}
    </Setting>
  )
}

function People({ config }: { config: AuthConfig }) {
  const t = useText()
  const save = useSave<AuthConfig>(AUTH, house.saveAuth)
  const roles: Role[] = ['pending', 'user', 'admin']
  return (
    <Section title={t('general.peopleTitle')}>
      <Flag
        id="signup"
        label={t('general.signup')}
        hint={t('general.signupHint')}
        standard={t('settings.off')}
        value={config.ENABLE_SIGNUP}
        onValue={on => save.mutate({ ENABLE_SIGNUP: on })}
      />
      <Setting
        id="role"
        label={t('general.role')}
        hint={t('general.roleHint')}
        standard={t('role.pending')}
      >
        {control => (
          <Select
            {...control}
            className="w-44"
            value={config.DEFAULT_USER_ROLE}
            onValue={role => save.mutate({ DEFAULT_USER_ROLE: role as Role })}
            options={roles.map(role => ({ value: role, label: t(`role.${role}`) }))}
          />
        )}
      </Setting>
      <Flag
        id="keys"
        label={t('general.keys')}
        hint={t('general.keysHint')}
        standard={t('settings.on')}
        value={config.ENABLE_API_KEY}
        onValue={on => save.mutate({ ENABLE_API_KEY: on })}
      />
      <Flag
        id="contact"
        label={t('general.contact')}
        hint={t('general.contactHint')}
        standard={t('settings.on')}
        value={config.SHOW_ADMIN_DETAILS}
        onValue={on => save.mutate({ SHOW_ADMIN_DETAILS: on })}
      />
      <SessionLength
        key={config.JWT_EXPIRES_IN}
        value={config.JWT_EXPIRES_IN}
        onSave={value => save.mutate({ JWT_EXPIRES_IN: value })}
      />
    </Section>
  )
}

function TitlePrompt({ value, onSave }: { value: string; onSave: (value: string) => void }) {
  const t = useText()
  const [text, setText] = useState(value)
  return (
    <Setting
      id="title-prompt"
      label={t('general.titlePrompt')}
      hint={t('general.titlePromptHint')}
      stacked
    >
      {control => (
        <div className="flex flex-col items-start gap-2">
          <Textarea
            {...control}
            rows={4}
            value={text}
            placeholder={t('general.titlePromptEmpty')}
            onChange={event => setText(event.target.value)}
          />
          <Button disabled={text === value} onClick={() => onSave(text)}>
            {t('common.save')}
          </Button>
        </div>
      )}
    </Setting>
  )
}

type TaskKey = 'TASK_MODEL' | 'TASK_MODEL_EXTERNAL'

function TaskModel(props: {
  id: string
  label: string
  value: string | null
  onValue: (value: string) => void
}) {
  const t = useText()
  const { data: models } = useModels()
  return (
    <Setting
      id={props.id}
      label={props.label}
      hint={t('general.taskModelHint')}
      standard={t('general.sameModel')}
    >
      {control => (
        <Select
          {...control}
          className="w-52"
          value={props.value ?? ''}
          onValue={props.onValue}
          options={[
            { value: '', label: t('general.sameModel') },
            ...(models ?? []).map(model => ({ value: model.id, label: model.name })),
          ]}
        />
      )}
    </Setting>
  )
}

function Titles({ config }: { config: TaskConfig }) {
  const t = useText()
  const save = useSave<TaskConfig>(TASKS, house.saveTasks)
  const choose = (key: TaskKey) => (id: string) => save.mutate({ [key]: id })
  return (
    <Section title={t('general.titlesTitle')} lead={t('general.titlesLead')}>
      <TaskModel
        id="task-model"
        label={t('general.taskModel')}
        value={config.TASK_MODEL_EXTERNAL}
        onValue={choose('TASK_MODEL_EXTERNAL')}
      />
      <TaskModel
        id="task-model-local"
        label={t('general.taskModelLocal')}
        value={config.TASK_MODEL}
        onValue={choose('TASK_MODEL')}
      />
      <TitlePrompt
        key={config.TITLE_GENERATION_PROMPT_TEMPLATE}
        value={config.TITLE_GENERATION_PROMPT_TEMPLATE}
        onSave={value =>
          save.mutate(
            { TITLE_GENERATION_PROMPT_TEMPLATE: value },
            { onSuccess: () => notifyDone(t('common.saved')) },
          )
        }
      />
    </Section>
  )
}

export function GeneralSettings() {
  const t = useText()
  const auth = useQuery({ queryKey: AUTH, queryFn: house.auth })
  const tasks = useQuery({ queryKey: TASKS, queryFn: house.tasks })
  const error = auth.error ?? tasks.error
  if (error) {
    const retry = () => void queryClient.invalidateQueries({ queryKey: ['house'] })
    return <Trouble title={t('settings.loadFailed')} error={error} onRetry={retry} />
  }
  if (!auth.data || !tasks.data) return <Skeleton />
  return (
    <>
      <People config={auth.data} />
      <Titles config={tasks.data} />
    </>
  )
}
