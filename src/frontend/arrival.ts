// Coming back from a provider: the cookie has the session, so its token leaves the address at once.
import { expectSession } from './cache'

const RETURN = 'hearth.return'
const ARRIVED = /^#token=/

/** Remembers the page that somebody wanted, before the browser leaves for a provider. */
export const rememberPage = (): void => {
  const { pathname, search, hash } = location
  if (pathname === '/auth') sessionStorage.removeItem(RETURN)
  else sessionStorage.setItem(RETURN, pathname + search + hash)
}

/** To be called before anything asks who is signed in. */
export const arrive = (): void => {
  if (location.pathname !== '/auth' || !ARRIVED.test(location.hash)) return
  expectSession()
  const wanted = sessionStorage.getItem(RETURN)
  sessionStorage.removeItem(RETURN)
  history.replaceState(history.state, '', wanted ?? '/')
}
