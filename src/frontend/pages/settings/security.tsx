// What it takes to sign in as oneself: the authenticator app with its recovery codes, and passkeys.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type FactorState, factor } from '../../api-security'
import { queryClient } from '../../cache'
import { AppSetUp } from '../../parts/security/app-set-up'
import { ProofForm } from '../../parts/security/proof'
import { RecoveryCodes } from '../../parts/security/recovery-codes'
import { Button } from '../../parts/ui/button'
import { Dialog } from '../../parts/ui/dialog'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyDone } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { formatDate, useText } from '../../text/index'
import { explainRefusal } from '../../text/reason'
import { PasskeySettings } from './security-passkeys'
import { Section, Setting } from './setting'

export const FACTOR = ['factor']

const reload = () => void queryClient.invalidateQueries({ queryKey: FACTOR })

type Doing = 'set-up' | 'codes' | 'off' | null

function TurnOff({ state, onDone }: { state: FactorState; onDone: () => void }) {
  const t = useText()
  const off = useMutation({
    mutationFn: factor.turnOff,
    onSuccess: () => {
      notifyDone(t('security.isOff'))
      onDone()
    },
  })
  return (
    <ProofForm
      proof={state.proof}
      danger
      error={off.error ? explainRefusal(off.error) : null}
      busy={off.isPending}
      action={t('security.turnOff')}
      onProof={proving => off.mutate(proving)}
    >
      <p className="text-muted">{t('security.turnOffText')}</p>
    </ProofForm>
  )
}

function NewCodes({ state, onDone }: { state: FactorState; onDone: () => void }) {
  const t = useText()
  const renew = useMutation({ mutationFn: factor.renewCodes })
  if (renew.data) return <RecoveryCodes codes={renew.data.recovery_codes} onKept={onDone} />
  return (
    <ProofForm
      proof={state.proof}
      error={renew.error ? explainRefusal(renew.error) : null}
      busy={renew.isPending}
      action={t('security.newCodes')}
      onProof={proving => renew.mutate(proving)}
    >
      <p className="text-muted">{t('security.newCodesText')}</p>
    </ProofForm>
  )
}

const titles = {
  'set-up': 'app.title',
  codes: 'security.newCodesTitle',
  off: 'security.turnOffTitle',
} as const

/** What is being done, over the page; what it changed is read again when it closes. */
function Change({ doing, state, onEnd }: { doing: Doing; state: FactorState; onEnd: () => void }) {
  const t = useText()
  const end = () => {
    reload()
    onEnd()
  }
  return (
    <Dialog
      open={doing !== null}
      onOpenChange={open => open || end()}
      title={doing ? t(titles[doing]) : ''}
    >
      {doing === 'set-up' ? <AppSetUp proof={state.proof} onDone={end} /> : null}
      {doing === 'codes' ? <NewCodes state={state} onDone={end} /> : null}
      {doing === 'off' ? <TurnOff state={state} onDone={end} /> : null}
    </Dialog>
  )
}

function App({ state, onDo }: { state: FactorState; onDo: (doing: Doing) => void }) {
  const t = useText()
  const on = state.app ? t('security.appOn', { when: formatDate(state.app.since) }) : ''
  const asked = state.asked ? t('security.appAsked') : ''
  return (
    <Setting
      action
      id="app"
      label={t('security.app')}
      hint={[t('security.appHint'), on, asked].filter(Boolean).join(' ')}
    >
      {control => (
        <div className="flex flex-wrap gap-2">
          <Button {...control} onClick={() => onDo('set-up')}>
            {t(state.app ? 'security.replace' : 'security.setUp')}
          </Button>
          {state.app && !state.asked ? (
            <Button variant="quiet" onClick={() => onDo('off')}>
              {t('security.turnOff')}
            </Button>
          ) : null}
        </div>
      )}
    </Setting>
  )
}

function Factor({ state }: { state: FactorState }) {
  const t = useText()
  const [doing, setDoing] = useState<Doing>(null)
  return (
    <>
      <App state={state} onDo={setDoing} />
      {state.app ? (
        <Setting
          action
          id="codes"
          label={t('security.codes')}
          hint={t('security.codesHint', { count: state.recovery_codes })}
        >
          {control => (
            <Button {...control} onClick={() => setDoing('codes')}>
              {t('security.newCodes')}
            </Button>
          )}
        </Setting>
      ) : null}
      <Change doing={doing} state={state} onEnd={() => setDoing(null)} />
    </>
  )
}

export function SecuritySettings() {
  const t = useText()
  const state = useQuery({ queryKey: FACTOR, queryFn: factor.state })
  return (
    <Section title={t('settings.security')} lead={t('security.lead')}>
      {state.isPending ? <Skeleton /> : null}
      {state.isError ? (
        <Trouble
          title={t('security.loadFailed')}
          error={state.error}
          onRetry={() => void state.refetch()}
        />
      ) : null}
      {state.data ? (
        <>
          <Factor state={state.data} />
          <PasskeySettings proof={state.data.proof} />
        </>
      ) : null}
    </Section>
  )
}
