// Signing in through a provider: a button for each, and in words what went wrong there.
import { useEffect, useState } from 'react'
import { oauth } from '../api-oauth'
import { rememberPage } from '../arrival'
import { cls } from '../parts/ui/cls'
import { useText } from '../text/index'
import { providerName, troubleText } from '../text/provider'

const look = cls(
  'tap inline-flex h-11 w-full items-center justify-center rounded-control border border-edge/60',
  'px-4 font-medium transition-colors duration-[120ms] hover:bg-wash active:bg-wash-strong',
)

/** `alone`: there is no form above them. */
export function Providers({
  providers,
  alone,
}: {
  providers: Record<string, string>
  alone: boolean
}) {
  const t = useText()
  return (
    <div>
      {alone ? null : (
        <p className="my-5 flex items-center gap-3 text-[0.8125rem] text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          {t('provider.or')}
        </p>
      )}
      <ul className="flex flex-col gap-2.5">
        {Object.entries(providers).map(([key, name]) => (
          <li key={key}>
            <a href={oauth.signInAddress(key)} onClick={rememberPage} className={look}>
              <span className="truncate">
                {t('provider.continue', { name: providerName(key, name) })}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const codeInAddress = (): string | null => new URLSearchParams(location.search).get('error')

/** What the server says in the address of the page; it is said once. */
export function ProviderTrouble() {
  useText()
  const [code] = useState(codeInAddress)
  useEffect(() => {
    if (codeInAddress() !== null) history.replaceState(history.state, '', location.pathname)
  }, [])
  if (code === null) return null
  return (
    <p role="alert" className="mb-5 rounded-control bg-danger-wash px-3 py-2 text-danger">
      {troubleText(code)}
    </p>
  )
}
