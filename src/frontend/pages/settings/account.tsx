// One's own account: picture, name, password, key for other tools, this session.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, lazy, Suspense, useRef, useState } from 'react'
import { account } from '../../api'
import { keys, queryClient, useConfig, useMe } from '../../cache'
import { signOut } from '../../parts/shell/sign-out'
import { Avatar } from '../../parts/ui/avatar'
import { Button } from '../../parts/ui/button'
import { Field, Input } from '../../parts/ui/field'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { useText } from '../../text/index'
import { explainRefusal } from '../../text/reason'
import type { Session, UserBrief } from '../../wire'
import { Identities } from './identities'
import { pictureOf } from './picture'
import { Section, Setting } from './setting'

/** Charts are not for the first load. */
const OwnUsage = lazy(async () => ({ default: (await import('./own-usage')).OwnUsage }))

const useSaveProfile = () => {
  const me = useMe()
  const t = useText()
  return useMutation({
    mutationFn: (change: Partial<Pick<UserBrief, 'name' | 'profile_image_url'>>) =>
      account.saveProfile({ name: me.name, profile_image_url: me.profile_image_url, ...change }),
    onSuccess: saved => {
      queryClient.setQueryData<Session>(keys.session, known => known && { ...known, ...saved })
      notifyDone(t('common.saved'))
    },
    onError: error => notifyTrouble(t('account.saveFailed'), error),
  })
}

function Picture() {
  const t = useText()
  const me = useMe()
  const save = useSaveProfile()
  const chooser = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    try {
      save.mutate({ profile_image_url: await pictureOf(file) })
    } catch {
      notifyTrouble(t('account.pictureUnreadable'))
    }
  }
  return (
    <Setting action id="picture" label={t('account.picture')} hint={t('account.pictureHint')}>
      {control => (
        <div className="flex items-center gap-3">
          <Avatar name={me.name} src={me.profile_image_url} size="lg" />
          <input
            ref={chooser}
            type="file"
            accept="image/*"
            className="hidden"
            aria-label={t('account.picture')}
            onChange={event => void take(event.target.files?.[0])}
          />
          <Button
            {...control}
            size="sm"
            busy={save.isPending}
            onClick={() => chooser.current?.click()}
          >
            {t('account.choosePicture')}
          </Button>
          {me.profile_image_url.startsWith('data:') ? (
            <Button
              size="sm"
              variant="quiet"
              onClick={() => save.mutate({ profile_image_url: '/user.png' })}
            >
              {t('account.removePicture')}
            </Button>
          ) : null}
        </div>
      )}
    </Setting>
  )
}

function Name() {
  const t = useText()
  const me = useMe()
  const save = useSaveProfile()
  const [name, setName] = useState(me.name)
  const changed = name.trim() !== '' && name.trim() !== me.name
  return (
    <Setting id="name" label={t('account.name')} hint={t('account.nameHint')}>
      {control => (
        <form
          className="flex gap-2"
          onSubmit={event => {
            event.preventDefault()
            if (changed) save.mutate({ name: name.trim() })
          }}
        >
          <Input
            {...control}
            autoComplete="name"
            value={name}
            onChange={event => setName(event.target.value)}
            className="w-52 min-w-0 shrink"
          />
          <Button type="submit" disabled={!changed} busy={save.isPending}>
            {t('common.save')}
          </Button>
        </form>
      )}
    </Setting>
  )
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useText()
  const [password, setPassword] = useState('')
  const [next, setNext] = useState('')
  const save = useMutation({
    mutationFn: () => account.savePassword({ password, new_password: next }),
    onSuccess: () => {
      notifyDone(t('account.passwordSaved'))
      void queryClient.invalidateQueries({ queryKey: keys.session })
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (password && next) save.mutate()
  }
  return (
    <form onSubmit={submit} className="flex max-w-sm flex-col gap-3">
      <Field label={t('account.passwordNow')}>
        {field => (
          <Input
            {...field}
            type="password"
            dir="ltr"
            autoComplete="current-password"
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('account.passwordNew')}
        hint={t('auth.passwordHint')}
        error={save.error ? explainRefusal(save.error) : null}
      >
        {field => (
          <Input
            {...field}
            type="password"
            dir="ltr"
            autoComplete="new-password"
            value={next}
            onChange={event => setNext(event.target.value)}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={!password || !next} busy={save.isPending}>
          {t('account.changePassword')}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

function Password() {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <Setting
      action
      id="password"
      label={t('account.password')}
      hint={t('account.passwordHint')}
      stacked={open}
    >
      {control =>
        open ? (
          <PasswordForm onDone={() => setOpen(false)} />
        ) : (
          <Button {...control} onClick={() => setOpen(true)}>
            {t('account.changePassword')}
          </Button>
        )
      }
    </Setting>
  )
}

export function AccountSettings() {
  const t = useText()
  const me = useMe()
  const features = useConfig().data?.features
  const hasAccounts = features?.auth !== false
  return (
    <Section title={t('settings.account')} lead={t('account.lead', { email: me.email })}>
      <Picture />
      <Name />
      {hasAccounts && !features?.auth_trusted_header ? <Password /> : null}
      <Identities />
      <Suspense>
        <OwnUsage />
      </Suspense>
      {hasAccounts ? (
        <Setting action id="session" label={t('account.session')} hint={t('account.sessionHint')}>
          {control => (
            <Button {...control} onClick={() => void signOut()}>
              {t('person.signOut')}
            </Button>
          )}
        </Setting>
      ) : null}
    </Section>
  )
}
