// Where nobody is asked for anything: a proxy says who is there, or the house has no accounts.
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { account } from '../api'
import { adoptSession, useConfig } from '../cache'
import { usePageTitle } from '../parts/shell/page'
import { isSignedOut, keepSignedOut } from '../parts/shell/sign-out'
import { Button } from '../parts/ui/button'
import { Spinner } from '../parts/ui/spinner'
import { useText } from '../text/index'
import { explainRefusal } from '../text/reason'
import { AuthFrame } from './auth-frame'

/** Signs in by itself, but not right after somebody has signed out. */
const useComingIn = () => {
  const come = useMutation({
    mutationFn: () => account.signIn({ email: '', password: '' }),
    onSuccess: session => {
      keepSignedOut(false)
      adoptSession(session)
    },
  })
  const { mutate } = come
  const [wait] = useState(isSignedOut)
  const begun = useRef(wait)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    mutate()
  }, [mutate])
  const state: State = come.isError ? 'failed' : wait && come.isIdle ? 'out' : 'coming'
  return { state, error: come.error, again: () => mutate() }
}

type State = 'coming' | 'failed' | 'out'

const titles = { coming: 'auth.titleFirst', failed: 'ways.failed', out: 'ways.signedOut' } as const

export function AutomaticPage() {
  const t = useText()
  const { data: config } = useConfig()
  const { state, error, again } = useComingIn()
  usePageTitle(t('auth.signIn'))
  const lead =
    state === 'failed'
      ? explainRefusal(error)
      : t(state === 'out' ? 'ways.signedOutLead' : 'ways.comingIn')
  return (
    <AuthFrame title={t(titles[state], { name: config?.name ?? 'Hearth' })} lead={lead}>
      {state === 'coming' ? (
        <Spinner size={20} />
      ) : (
        <Button variant="primary" size="lg" className="w-full" onClick={again}>
          {t(state === 'failed' ? 'common.retry' : 'auth.signIn')}
        </Button>
      )}
    </AuthFrame>
  )
}
