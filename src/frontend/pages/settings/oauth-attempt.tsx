// Whether a provider answers, as its form stands; and what an admin should know of it.
import { useMutation } from '@tanstack/react-query'
import { oauth } from '../../api-oauth'
import { Button } from '../../parts/ui/button'
import { explain } from '../../text/explain'
import { type TextId, useText } from '../../text/index'
import type { ProviderFormOf } from './oauth-forms'

/** What was typed, by the keys of the settings. */
export type Draft = Record<string, string>

const WARNINGS: Record<string, TextId> = {
  plain: 'provider.warnPlain',
  unsigned: 'provider.warnUnsigned',
  userinfo: 'provider.warnUserinfo',
}

/** Asks the provider as the form stands, saved or not. */
export function Attempt({ form, draft }: { form: ProviderFormOf; draft: Draft }) {
  const t = useText()
  const address = draft['oauth.oidc.provider_url']
  const tenant = draft['oauth.microsoft.tenant_id']
  const attempt = useMutation({ mutationFn: oauth.attempt })
  const { provider } = form
  if (provider === 'github') return null
  const ask = () =>
    attempt.mutate({
      provider,
      ...(provider === 'oidc' && address !== undefined && { address }),
      ...(provider === 'microsoft' && tenant !== undefined && { tenant }),
    })
  return (
    <>
      <Button busy={attempt.isPending} onClick={ask}>
        {t('provider.try')}
      </Button>
      <div aria-live="polite" className="order-last basis-full empty:hidden">
        {attempt.error ? <p className="text-danger">{explain(attempt.error)}</p> : null}
        {attempt.data ? (
          <>
            <p className="text-good [overflow-wrap:anywhere]">
              {t('provider.answers', { issuer: attempt.data.issuer })}
            </p>
            <ul className="list-disc ps-5 text-muted">
              {attempt.data.warnings.map(code => (
                <li key={code}>{t(WARNINGS[code] ?? 'provider.warnOther')}</li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </>
  )
}
