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
  value: string
  path: string
}

export class Visitor {
  readonly url: string
  readonly #jar = new Map<string, Crumb>()
  readonly #accept: string

  /** `accept` is what a browser says, unless the visitor is a program. */
  constructor(url: string, accept = 'text/html,*/*') {
    this.url = url
    this.#accept = accept
  }

  cookie(name: string): string | undefined {
    return this.#jar.get(name)?.value
  }

  /** The names of all cookies. */
  get cookies(): string[] {
    return [...this.#jar.keys()]
  }

  setCookie(name: string, value: string, path = '/'): void {
    this.#jar.set(name, { value, path })
  }

  /** Another browser with the same cookies: what somebody has who stole them. */
  copy(): Visitor {
    const other = new Visitor(this.url, this.#accept)
    for (const [name, { value, path }] of this.#jar) other.setCookie(name, value, path)
    return other
  }

  /** Opens a path of ours, or a whole address elsewhere, which gets no cookies. */
  async open(address: string, headers: Record<string, string> = {}): Promise<Page> {
    const target = new URL(address, this.url)
    const own = target.origin === this.url
    const response = await fetch(target, {
      redirect: 'manual',
      headers: { accept: this.#accept, ...(own && { cookie: this.#crumbs(target) }), ...headers },
    })
    if (own) for (const line of response.headers.getSetCookie()) this.#keep(line)
    const to = response.headers.get('location') ?? ''
    const error = URL.canParse(to) ? new URL(to).searchParams.get('error') : null
    const body = await response.text()
    return { status: response.status, to, error, body, headers: response.headers }
  }

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

  #crumbs({ pathname }: URL): string {
    return [...this.#jar]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ')
    const [name = '', value = ''] = pair.split('=', 2)
    const path = attributes.find(text => text.startsWith('Path='))?.slice(5) ?? '/'
    if (attributes.includes('Max-Age=0')) this.#jar.delete(name)
    else this.#jar.set(name, { value, path })
  }
}
