// Setting up an authenticator app: proof, picture, first code, recovery codes.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { factor, type Proof } from '../../api-security'
import { useText } from '../../text/index'
import { explainRefusal } from '../../text/reason'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { ProofForm } from './proof'
import { QrCode } from './qr'
import { RecoveryCodes } from './recovery-codes'

interface Begun {
  ticket: string
  secret: string
  address: string
}

/** Four signs at a time are typed more safely. */
const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ')

function Scan({ begun, onCodes }: { begun: Begun; onCodes: (codes: string[]) => void }) {
  const t = useText()
  const [code, setCode] = useState('')
  const send = useMutation({
    mutationFn: () => factor.confirm(begun.ticket, code),
    onSuccess: ({ recovery_codes }) => onCodes(recovery_codes),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim()) send.mutate()
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-muted">{t('app.scan')}</p>
      <QrCode text={begun.address} label={t('app.picture')} />
      <details>
        <summary className="tap cursor-pointer text-muted">{t('app.byHand')}</summary>
        <Input
          readOnly
          dir="ltr"
          aria-label={t('app.key')}
          value={grouped(begun.secret)}
          onFocus={event => event.target.select()}
          className="mt-2 font-mono text-[0.8125rem]"
        />
      </details>
      <Field label={t('app.code')} error={send.error ? explainRefusal(send.error) : null}>
        {field => (
          <Input
            {...field}
            dir="ltr"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            value={code}
            onChange={event => setCode(event.target.value)}
            className="max-w-40 font-mono tracking-wider"
          />
        )}
      </Field>
      <Button
        type="submit"
        variant="primary"
        busy={send.isPending}
        disabled={!code.trim()}
        className="self-start"
      >
        {t('app.confirm')}
      </Button>
    </form>
  )
}

/** `onDone` when the recovery codes are kept; the app counts from the moment they are shown. */
export function AppSetUp({ proof, onDone }: { proof: Proof; onDone: () => void }) {
  const t = useText()
  const [codes, setCodes] = useState<string[] | null>(null)
  const begin = useMutation({ mutationFn: factor.begin })
  if (codes) return <RecoveryCodes codes={codes} onKept={onDone} />
  if (begin.data) return <Scan begun={begin.data} onCodes={setCodes} />
  return (
    <ProofForm
      proof={proof}
      error={begin.error ? explainRefusal(begin.error) : null}
      busy={begin.isPending}
      action={t('security.continue')}
      onProof={proving => begin.mutate(proving)}
    />
  )
}
