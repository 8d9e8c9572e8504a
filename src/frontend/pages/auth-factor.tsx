// The second step of signing in: a code of the app, a recovery code, or a passkey.
import { useMutation } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { step } from '../api-security'
import { adoptSession } from '../cache'
import { hasPasskeys, signWith } from '../parts/security/passkey'
import { usePageTitle } from '../parts/shell/page'
import { Button } from '../parts/ui/button'
import { Field, Input } from '../parts/ui/field'
import type { SecondStep } from '../request'
import { useText } from '../text/index'
import { explainRefusal } from '../text/reason'
import { AuthFrame } from './auth-frame'

type Kind = 'app' | 'recovery'

const words = {
  app: { label: 'step.code', lead: 'step.lead', other: 'step.useRecovery' },
  recovery: { label: 'step.recoveryCode', lead: 'step.leadRecovery', other: 'step.useApp' },
} as const

const usePasskeyStep = (ticket: string) =>
  useMutation({
    mutationFn: async () => {
      const { options } = await step.passkeyOptions(ticket)
      return step.withPasskey(ticket, await signWith(options))
    },
    onSuccess: adoptSession,
  })

/** A phone offers the app's code by itself, and shows its number pad. */
const appInput = { inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 7 } as const
const recoveryInput = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const

/** Nothing else on the page waits to be filled. */
const focus = (input: HTMLInputElement | null) => input?.focus()

function CodeForm({ ticket, kind }: { ticket: string; kind: Kind }) {
  const t = useText()
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const send = useMutation({
    mutationFn: () => step.withCode(ticket, code),
    onSuccess: adoptSession,
    onError: () => setCode(''),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!code.trim())
    if (code.trim()) send.mutate()
  }
  const error = missing
    ? t('step.missing')
    : send.error && !code
      ? explainRefusal(send.error)
      : null
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t(words[kind].label)} error={error}>
        {field => (
          <Input
            {...field}
            {...(kind === 'app' ? appInput : recoveryInput)}
            ref={focus}
            name="code"
            dir="ltr"
            value={code}
            onChange={event => setCode(event.target.value)}
            className="font-mono tracking-wider"
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={send.isPending}>
        {t('step.go')}
      </Button>
    </form>
  )
}

/** What to do when the code is not at hand. */
export function AuthFactorPage({ asked, onBack }: { asked: SecondStep; onBack: () => void }) {
  const t = useText()
  const [kind, setKind] = useState<Kind>('app')
  const passkey = usePasskeyStep(asked.ticket)
  usePageTitle(t('step.title'))
  return (
    <AuthFrame title={t('step.title')} lead={t(words[kind].lead)}>
      <CodeForm key={kind} ticket={asked.ticket} kind={kind} />
      {passkey.error ? (
        <p role="alert" className="mt-4 rounded-control bg-danger-wash px-3 py-2 text-danger">
          {explainRefusal(passkey.error)}
        </p>
      ) : null}
      <div className="mt-6 flex flex-col gap-2 border-t border-line pt-5">
        {asked.methods.includes('passkey') && hasPasskeys() ? (
          <Button busy={passkey.isPending} onClick={() => passkey.mutate()}>
            <KeyRound aria-hidden size={16} />
            {t('step.usePasskey')}
          </Button>
        ) : null}
        <Button onClick={() => setKind(kind === 'app' ? 'recovery' : 'app')}>
          {t(words[kind].other)}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {t('step.back')}
        </Button>
      </div>
    </AuthFrame>
  )
}
