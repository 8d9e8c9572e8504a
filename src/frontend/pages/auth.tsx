// Signing in and signing up; the very first account becomes the admin's, and the page says so.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react'
import { account } from '../api'
import { adoptSession, forgetPerson, useConfig } from '../cache'
import { usePageTitle } from '../parts/shell/page'
import { Button } from '../parts/ui/button'
import { Field, Input } from '../parts/ui/field'
import { Skeleton } from '../parts/ui/skeleton'
import { ApiError } from '../request'
import { explain } from '../text/explain'
import { t, useText } from '../text/index'
import { explainRefusal } from '../text/reason'
import type { PublicConfig } from '../wire'
import { useSecondStep } from './auth-factor-step'
import { AuthFrame } from './auth-frame'

type Mode = 'in' | 'up'

/** The server refuses shorter ones. */
const SHORTEST_PASSWORD = 8

const emailLooksRight = (email: string) => /^[^@\s]+@[^@\s]+$/.test(email)

/** What the server says about a refused account is plain; a status alone is not. */
const reasonOf = (error: Error, mode: Mode): string => {
  if (!(error instanceof ApiError) || ![400, 403].includes(error.status)) return explain(error)
  if (mode === 'in' && error.status === 400) return t('auth.wrong')
  return error.more.reason ? explainRefusal(error) : error.detail || explain(error)
}

interface FormProps {
  mode: Mode
  first: boolean
}

const submitText = (mode: Mode, first: boolean) =>
  mode === 'in' ? 'auth.signIn' : first ? 'auth.createAdmin' : 'auth.signUp'

function AccountForm({ mode, first }: FormProps) {
  const t = useText()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState<'name' | 'email' | 'password' | null>(null)
  const send = useMutation({
    mutationFn: () =>
      mode === 'in'
        ? account.signIn({ email, password })
        : account.signUp({ name: name.trim(), email, password }),
    onSuccess: adoptSession,
  })
  const wrong = (): typeof fault => {
    if (mode === 'up' && !name.trim()) return 'name'
    if (!emailLooksRight(email)) return 'email'
    return password.length < (mode === 'up' ? SHORTEST_PASSWORD : 1) ? 'password' : null
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const found = wrong()
    setFault(found)
    if (!found) return send.mutate()
    const field = event.currentTarget.elements.namedItem(found)
    if (field instanceof HTMLInputElement) field.focus()
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {mode === 'up' ? (
        <Field label={t('auth.name')} error={fault === 'name' ? t('auth.nameMissing') : null}>
          {field => (
            <Input
              {...field}
              name="name"
              autoComplete="name"
              value={name}
              onChange={event => setName(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <Field label={t('auth.email')} error={fault === 'email' ? t('auth.emailWrong') : null}>
        {field => (
          <Input
            {...field}
            type="email"
            name="email"
            dir="ltr"
            autoComplete="username"
            value={email}
            onChange={event => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('auth.password')}
        hint={mode === 'up' ? t('auth.passwordHint') : null}
        error={
          fault === 'password' ? t(password ? 'auth.passwordShort' : 'auth.passwordMissing') : null
        }
      >
        {field => (
          <Input
            {...field}
            type="password"
            name="password"
            dir="ltr"
            autoComplete={mode === 'in' ? 'current-password' : 'new-password'}
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
        )}
      </Field>
      {send.error ? (
        <p role="alert" className="rounded-control bg-danger-wash px-3 py-2 text-danger">
          {reasonOf(send.error, mode)}
        </p>
      ) : null}
      <Button type="submit" variant="primary" size="lg" busy={send.isPending}>
        {t(submitText(mode, first))}
      </Button>
    </form>
  )
}

const leadOf = (mode: Mode, first: boolean) =>
  first ? 'auth.leadFirst' : mode === 'in' ? 'auth.leadIn' : 'auth.leadUp'

const titleOf = (mode: Mode, first: boolean) =>
  first ? 'auth.titleFirst' : mode === 'in' ? 'auth.titleIn' : 'auth.titleUp'

const Ways = lazy(async () => ({ default: (await import('./auth-directory')).Ways }))
const Providers = lazy(async () => ({ default: (await import('./auth-providers')).Providers }))
const ProviderTrouble = lazy(async () => ({
  default: (await import('./auth-providers')).ProviderTrouble,
}))
const FactorPage = lazy(async () => ({ default: (await import('./auth-factor')).AuthFactorPage }))
const PasskeyButton = lazy(async () => ({
  default: (await import('./auth-factor-passkey')).PasskeyButton,
}))
const AutomaticPage = lazy(async () => ({
  default: (await import('./auth-automatic')).AutomaticPage,
}))

function Switch({ mode, onMode }: { mode: Mode; onMode: (mode: Mode) => void }) {
  const t = useText()
  return (
    <p className="mt-6 text-muted">
      {t(mode === 'in' ? 'auth.noAccount' : 'auth.haveAccount')}{' '}
      <button
        type="button"
        onClick={() => onMode(mode === 'in' ? 'up' : 'in')}
        className="tap rounded font-medium underline underline-offset-2"
      >
        {t(mode === 'in' ? 'auth.signUp' : 'auth.signIn')}
      </button>
    </p>
  )
}

function SignInPage({ config }: { config: PublicConfig }) {
  const t = useText()
  const { onboarding: first = false, features, ldap, oauth, name } = config
  const [wished, setMode] = useState<Mode>('in')
  const mode = first ? 'up' : wished
  usePageTitle(t(mode === 'in' ? 'auth.signIn' : 'auth.signUp'))
  const form = features.enable_login_form ? (
    <>
      <AccountForm key={mode} mode={mode} first={first} />
      {features.enable_signup && !first ? <Switch mode={mode} onMode={setMode} /> : null}
    </>
  ) : null
  const providers = oauth?.providers ?? {}
  const alone = !form && !ldap && !first
  return (
    <AuthFrame
      title={t(titleOf(mode, first), { name })}
      lead={t(alone ? 'provider.leadAlone' : leadOf(mode, first))}
    >
      <Suspense>
        <ProviderTrouble />
      </Suspense>
      {ldap ? (
        <Suspense fallback={<Skeleton />}>
          <Ways label={ldap.label}>{form}</Ways>
        </Suspense>
      ) : (
        form
      )}
      {Object.keys(providers).length ? (
        <Suspense>
          <Providers providers={providers} alone={!form && !ldap} />
        </Suspense>
      ) : null}
      {features.enable_passkeys && mode === 'in' ? (
        <Suspense>
          <PasskeyButton />
        </Suspense>
      ) : null}
    </AuthFrame>
  )
}

/** Where the proxy says who is there, or there are no accounts, there is no form. */
const asksNothing = ({ features }: PublicConfig): boolean =>
  !features.auth || features.auth_trusted_header

export function AuthPage() {
  const { data: config } = useConfig()
  const [step, giveUp] = useSecondStep()
  useEffect(forgetPerson, [])
  if (!config) return null
  if (step) {
    return (
      <Suspense>
        <FactorPage asked={step} onBack={giveUp} />
      </Suspense>
    )
  }
  if (!asksNothing(config)) return <SignInPage config={config} />
  return (
    <Suspense>
      <AutomaticPage />
    </Suspense>
  )
}
