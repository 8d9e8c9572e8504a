// For who has to set up a second factor before anything else is open.
import { useQuery } from '@tanstack/react-query'
import { factor } from '../api-security'
import { keys, queryClient } from '../cache'
import { AppSetUp } from '../parts/security/app-set-up'
import { usePageTitle } from '../parts/shell/page'
import { signOut } from '../parts/shell/sign-out'
import { Button } from '../parts/ui/button'
import { Skeleton } from '../parts/ui/skeleton'
import { Trouble } from '../parts/ui/trouble'
import { useText } from '../text/index'
import { AuthFrame } from './auth-frame'

export function OwedPage() {
  const t = useText()
  const state = useQuery({ queryKey: ['factor'], queryFn: factor.state })
  usePageTitle(t('owed.title'))
  const goOn = () => {
    void queryClient.invalidateQueries({ queryKey: keys.config })
    void queryClient.invalidateQueries({ queryKey: keys.session })
  }
  return (
    <AuthFrame title={t('owed.title')} lead={t('owed.lead')}>
      {state.isPending ? <Skeleton /> : null}
      {state.isError ? (
        <Trouble
          title={t('security.loadFailed')}
          error={state.error}
          onRetry={() => void state.refetch()}
        />
      ) : null}
      {state.data ? <AppSetUp proof={state.data.proof} onDone={goOn} /> : null}
      <div className="mt-6 border-t border-line pt-4">
        <Button variant="quiet" onClick={() => void signOut()}>
          {t('person.signOut')}
        </Button>
      </div>
    </AuthFrame>
  )
}
