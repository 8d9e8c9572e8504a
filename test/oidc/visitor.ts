// Somebody with a browser of his own: keeps cookies, and walks from page to page as far as a test wants.
import { type Caller, caller } from '../caller'

/** What a page answered; `to` is where it sends the browser. */
export interface Page {
  status: number
  to: string
  /** The code with which the sign-in page is told what went wrong. */
  error: string | null
  body: string
  headers: Headers
}

interface Crumb {
  origin: string
  name: string
  value: string
  path: string
}

export class Visitor {
  /** The server whose visitor it is; other hosts have cookies of their own. */
  readonly url: string
  readonly #jar = new Map<string, Crumb>()
  readonly #accept: string

  /** `accept` is what a browser says, unless the visitor is a program. */
  constructor(url: string, accept = 'text/html,*/*') {
    this.url = url
    this.#accept = accept
  }

  cookie(name: string): string | undefined {
    return this.#jar.get(`${this.url} ${name}`)?.value
  }

  /** The names of all cookies of the server. */
  get cookies(): string[] {
    return [...this.#jar.values()].filter(one => one.origin === this.url).map(one => one.name)
  }

  setCookie(name: string, value: string, path = '/', origin = this.url): void {
    this.#jar.set(`${origin} ${name}`, { origin, name, value, path })
  }

  /** Another browser with the same cookies: what somebody has who stole them. */
  copy(): Visitor {
    const other = new Visitor(this.url, this.#accept)
    for (const { name, value, path, origin } of this.#jar.values()) {
      other.setCookie(name, value, path, origin)
    }
    return other
  }

  /** Opens a path of the server, or a whole address. */
  open = (address: string, headers: Record<string, string> = {}): Promise<Page> =>
    this.#send(address, { headers })

  /** Sends a form. */
  send = (address: string, form: Record<string, string>): Promise<Page> =>
    this.#send(address, { method: 'POST', body: new URLSearchParams(form) })

  /** Goes to the provider and stops there: the address with which it sends people back. */
  async depart(provider = 'oidc'): Promise<string> {
    const there = await this.open(`/oauth/${provider}/login`)
    if (there.status !== 302) throw new Error(`No way to ${provider}: ${there.status} ${there.to}`)
    return (await this.open(there.to)).to
  }

  /** Signs in as far as it goes. */
  async signIn(provider = 'oidc'): Promise<Page> {
    return this.open(await this.depart(provider))
  }

  /** The account of the session in the cookie, as a caller with its token. */
  async me(): Promise<Caller & { role: string; name: string; picture: string }> {
    const token = this.cookie('token') ?? ''
    const headers = { authorization: `Bearer ${token}` }
    const session = await fetch(`${this.url}/api/v1/auths/`, { headers })
    const body = await session.json()
    if (session.status !== 200) throw new Error(`Nobody is signed in: ${JSON.stringify(body)}`)
    const { role, name, profile_image_url: picture } = body
    return { ...caller(this.url, { ...body, token }), role, name, picture }
  }

  async #send(address: string, init: RequestInit): Promise<Page> {
    const target = new URL(address, this.url)
    const headers = new Headers(init.headers)
    headers.set('accept', headers.get('accept') ?? this.#accept)
    headers.set('cookie', this.#crumbs(target))
    const response = await fetch(target, { ...init, redirect: 'manual', headers })
    for (const line of response.headers.getSetCookie()) this.#keep(target.origin, line)
    const said = response.headers.get('location')
    const to = said === null ? '' : new URL(said, target).href
    const error = to === '' ? null : new URL(to).searchParams.get('error')
    const body = await response.text()
    return { status: response.status, to, error, body, headers: response.headers }
  }

  #crumbs({ origin, pathname }: URL): string {
    return [...this.#jar.values()]
      .filter(one => one.origin === origin && pathname.startsWith(one.path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  #keep(origin: string, line: string): void {
    const [pair = '', ...attributes] = line.split(/; */)
    const [name = '', ...rest] = pair.split('=')
    const said = (what: string) =>
      attributes.find(text => text.toLowerCase().startsWith(`${what}=`))?.slice(what.length + 1)
    const gone = said('max-age') === '0' || Date.parse(said('expires') ?? '') < Date.now()
    if (gone) this.#jar.delete(`${origin} ${name}`)
    else this.setCookie(name, rest.join('='), said('path') ?? '/', origin)
  }
}
