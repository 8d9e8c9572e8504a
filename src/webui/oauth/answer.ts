// Answers for browsers on their way to and from a provider: redirects to pages of ours, which say in words what went wrong.
import { addressOf, originOf } from '../../auth/address'
import { SecondStep } from '../../auth/admit'
import { happened } from '../../auth/happened'
import { noteFailureFrom } from '../../auth/limits'
import { Unwelcome } from '../../auth/unwelcome'
import type { House } from '../../config/house'
import { Refusal } from '../../utils/refusal'

/** A redirect that nothing on the way keeps or tells on. */
export function redirect(status: 302 | 303 | 307, url: string, cookies: (string | null)[]) {
  const headers = new Headers({
    location: url,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
  for (const cookie of cookies) if (cookie !== null) headers.append('set-cookie', cookie)
  return new Response(null, { status, headers })
}

/** A person in a browser gets a page; a program gets the contract's status. */
const wantsPage = (request: Request): boolean =>
  request.headers.get('accept')?.includes('text/html') ?? false

/** Failures that somebody who tries things out would make; the others are nobody's fault here. */
const COUNTED = new Set(['state', 'refused'])

/** What was tried, with whom, and which page tells how it ended. */
interface Try {
  action: 'session.open' | 'identity.link'
  provider: string
  page: '/auth' | '/settings/account'
  /** Removes the cookie of the attempt. */
  forget: string | null
}

/**
 * Tells a failure: to the audit log, and to a browser by a redirect to a page with its code.
 * Programs, and whatever is no refusal, get it thrown again.
 */
export const told =
  (house: House, request: Request, { action, provider, page, forget }: Try) =>
  (error: unknown): Response => {
    if (!(error instanceof Refusal)) throw error
    const origin = originOf(request, house.env)
    if (error instanceof SecondStep) {
      if (!wantsPage(request)) throw error
      return redirect(303, `${origin}/auth#${error.fragment}`, [forget, error.cookie])
    }
    const code = codeOf(error)
    if (COUNTED.has(code)) noteFailureFrom(house, addressOf(request, house.env))
    happened(house, request, { action, outcome: 'refused', detail: `${provider}, ${code}` })
    if (!wantsPage(request)) throw error
    return redirect(303, `${origin}${page}?error=${code}`, [forget])
  }

function codeOf(error: Refusal): string {
  if (error instanceof Unwelcome) return error.reason
  return error.status === 429 ? 'busy' : 'refused'
}
