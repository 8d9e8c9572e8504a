// What the next request looks like when a page has moved.
import { EgressError } from './failure'
import { readUrl } from './policy'
import type { Outgoing } from './send'

const moved = new Set([301, 302, 303, 307, 308])

// All that may follow a caller to another origin: nothing that says who he is.
const portable = ['accept', 'accept-encoding', 'accept-language', 'range', 'user-agent']

export const isRedirect = (response: Response): boolean =>
  moved.has(response.status) && response.headers.has('location')

/** @throws EgressError when the new address is not a web address, or the body cannot be sent again */
export function redirected({ url, method, headers, body }: Outgoing, response: Response): Outgoing {
  const location = response.headers.get('location') ?? ''
  if (!URL.canParse(location, url)) {
    throw new EgressError('redirect', 'The address redirects to nowhere')
  }
  const next = readUrl(new URL(location, url).href)
  const kept = next.origin === url.origin ? new Headers(headers) : portableOnly(headers)
  const { status } = response
  const becomesGet = (status === 303 && method !== 'HEAD') || (status <= 302 && method === 'POST')
  if (!becomesGet) return { url: next, method, headers: kept, body }
  kept.delete('content-type')
  return { url: next, method: 'GET', headers: kept, body: undefined }
}

function portableOnly(headers: Headers): Headers {
  const kept = new Headers()
  for (const name of portable) {
    const value = headers.get(name)
    if (value !== null) kept.set(name, value)
  }
  return kept
}
