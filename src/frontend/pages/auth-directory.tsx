// Signing in with the name and password of a directory, beside e-mail and password or in their place.
import { useMutation } from '@tanstack/react-query'
import { Tabs } from 'radix-ui'
import { type FormEvent, type ReactNode, useState } from 'react'
import { account } from '../api'
import { adoptSession } from '../cache'
import { Button } from '../parts/ui/button'
import { Field, Input } from '../parts/ui/field'
import { useText } from '../text/index'
import { explainRefusal } from '../text/reason'

function DirectoryForm() {
  const t = useText()
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState<'user' | 'password' | null>(null)
  const send = useMutation({
    mutationFn: () => account.signInByDirectory({ user: user.trim(), password }),
    onSuccess: adoptSession,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wrong = !user.trim() ? 'user' : password ? null : 'password'
    setFault(wrong)
    if (!wrong) return send.mutate()
    const field = event.currentTarget.elements.namedItem(wrong)
    if (field instanceof HTMLInputElement) field.focus()
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t('ways.user')} error={fault === 'user' ? t('ways.userMissing') : null}>
        {field => (
          <Input
            {...field}
            name="user"
            dir="ltr"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={user}
            onChange={event => setUser(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('auth.password')}
        error={fault === 'password' ? t('auth.passwordMissing') : null}
      >
        {field => (
          <Input
            {...field}
            type="password"
            name="password"
            dir="ltr"
            autoComplete="current-password"
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
        )}
      </Field>
      {send.error ? (
        <p role="alert" className="rounded-control bg-danger-wash px-3 py-2 text-danger">
          {explainRefusal(send.error)}
        </p>
      ) : null}
      <Button type="submit" variant="primary" size="lg" busy={send.isPending}>
        {t('auth.signIn')}
      </Button>
    </form>
  )
}

/** The way taken last is the first one shown. */
const LAST = 'hearth.way'

const tab =
  'tap h-9 min-w-0 flex-1 truncate rounded-[7px] px-3 text-muted touch:h-11 data-[state=active]:bg-surface data-[state=active]:font-medium data-[state=active]:text-text data-[state=active]:shadow-float'

/** `children` is the form for e-mail and password, where there is one. */
export function Ways({ label, children }: { label: string; children: ReactNode }) {
  const t = useText()
  const [way, setWay] = useState(localStorage.getItem(LAST) ?? 'directory')
  if (!children) return <DirectoryForm />
  const choose = (next: string) => {
    localStorage.setItem(LAST, next)
    setWay(next)
  }
  return (
    <Tabs.Root value={way} onValueChange={choose}>
      <Tabs.List
        aria-label={t('ways.title')}
        className="mb-6 flex gap-1 rounded-control border border-line bg-wash p-1"
      >
        <Tabs.Trigger value="directory" className={tab}>
          <bdi>{label}</bdi>
        </Tabs.Trigger>
        <Tabs.Trigger value="password" className={tab}>
          {t('ways.password')}
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="directory" tabIndex={-1}>
        <DirectoryForm />
      </Tabs.Content>
      <Tabs.Content value="password" tabIndex={-1}>
        {children}
      </Tabs.Content>
    </Tabs.Root>
  )
}
