// For an account that waits until an admin lets it in; goes on by itself once that happens.
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { account } from '../api'
import { keys, queryClient, useConfig, useMe } from '../cache'
import { followServer } from '../parts/shell/follow'
import { Mark } from '../parts/shell/mark'
import { usePageTitle } from '../parts/shell/page'
import { signOut } from '../parts/shell/sign-out'
import { Button } from '../parts/ui/button'
import { useText } from '../text/index'

/** The events may not reach an account that waits, so the page also asks now and then. */
const ASK_EVERY = 20_000

export function PendingPage() {
  const t = useText()
  const me = useMe()
  const { data: config } = useConfig()
  const { data: admin } = useQuery({
    queryKey: ['admin-details'],
    queryFn: account.adminDetails,
    retry: false,
  })
  usePageTitle(t('pending.title'))
  useEffect(followServer, [])
  useEffect(() => {
    const ask = () => void queryClient.invalidateQueries({ queryKey: keys.session })
    const timer = setInterval(ask, ASK_EVERY)
    return () => clearInterval(timer)
  }, [])
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-5 py-10">
      <div className="w-full max-w-sm">
        <Mark size={44} />
        <h1 className="mt-5 text-2xl font-semibold tracking-tight">{t('pending.title')}</h1>
        <p className="mt-1.5 text-muted">
          {t('pending.text', { name: me.name, house: config?.name ?? 'Hearth' })}
        </p>
        {admin?.email ? (
          <p className="mt-3 text-muted">
            {t('pending.admin', { name: admin.name ?? admin.email })}{' '}
            <a href={`mailto:${admin.email}`} className="underline underline-offset-2">
              {admin.email}
            </a>
          </p>
        ) : null}
        <div className="mt-7 flex flex-wrap gap-2">
          <Button
            variant="primary"
            onClick={() => void queryClient.invalidateQueries({ queryKey: keys.session })}
          >
            {t('pending.check')}
          </Button>
          <Button onClick={() => void signOut()}>{t('person.signOut')}</Button>
        </div>
      </div>
    </main>
  )
}
