// Asks once more for the password before what opens an account changes, where signing in was long ago.
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Proof } from '../../api-security'
import { useText } from '../../text/index'
import { signOut } from '../shell/sign-out'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'

interface ProofFormProps {
  proof: Proof
  /** What the server said against the password. */
  error: string | null
  busy: boolean
  /** The label of the button that goes on. */
  action: string
  danger?: boolean
  onProof: (proving: { password?: string }) => void
  children?: ReactNode
}

/** Children, the password where one is needed, and the button that goes on. */
export function ProofForm(props: ProofFormProps) {
  const { proof, error, busy, action, danger = false, onProof, children } = props
  const t = useText()
  const [password, setPassword] = useState('')
  if (proof === 'sign-in') {
    return (
      <div className="flex flex-col gap-4">
        <p className="text-muted">{t('security.signInAgain')}</p>
        <Button className="self-start" onClick={() => void signOut()}>
          {t('person.signOut')}
        </Button>
      </div>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (proof === 'none') onProof({})
    else if (password) onProof({ password })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {children}
      {proof === 'password' ? (
        <Field label={t('security.password')} hint={t('security.passwordWhy')} error={error}>
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
      ) : null}
      {proof === 'none' && error ? (
        <p role="alert" className="text-danger">
          {error}
        </p>
      ) : null}
      <Button
        type="submit"
        variant={danger ? 'danger' : 'primary'}
        busy={busy}
        disabled={proof === 'password' && !password}
        className="self-start"
      >
        {action}
      </Button>
    </form>
  )
}
