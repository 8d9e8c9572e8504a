// Listens to everything that can go wrong on the pages of one browser profile.
import type { BrowserContext, Page } from 'playwright-core'

export interface Trouble {
  /** Trouble whose text matches one of these is none: a request that has to fail, say. */
  expect(...patterns: RegExp[]): void
  /** Every unexpected trouble so far. */
  found(): string[]
  /** @throws when there was any. */
  end(): void
}

/** Watches every page of the profile from now on. Violations of the content policy are console errors. */
export function watch(context: BrowserContext, home: string): Trouble {
  const seen: string[] = []
  const expected: RegExp[] = []
  const inside = (url: string): boolean =>
    /^(data|blob):/.test(url) || new URL(url).host === new URL(home).host
  context.on('console', message => {
    if (message.type() !== 'error') return
    seen.push(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', thrown => seen.push(`page: ${thrown.error().stack}`))
  context.on('requestfailed', request => {
    const reason = request.failure()?.errorText ?? ''
    // What the page itself gave up is no failure.
    if (reason !== 'net::ERR_ABORTED') seen.push(`request: ${reason} ${request.url()}`)
  })
  context.on('request', request => {
    if (!inside(request.url())) seen.push(`another host: ${request.url()}`)
  })
  context.on('page', (page: Page) =>
    page.on('websocket', socket => {
      if (!inside(socket.url())) seen.push(`another host: ${socket.url()}`)
    }),
  )
  const found = () => seen.filter(text => !expected.some(pattern => pattern.test(text)))
  return {
    expect: (...patterns) => void expected.push(...patterns),
    found,
    end() {
      const left = found()
      if (left.length) throw new Error(`The page met trouble:\n${left.join('\n')}`)
    },
  }
}
