// DuckDuckGo, whose page for browsers without scripts is read: it has no interface for programs.
import type { Engine, Raw, Reading } from '../engine'

export const duckduckgo: Engine = {
  name: 'DuckDuckGo',
  address: 'rag.web.search.duckduckgo_url',
  ask: (url, { query }) => ({
    url,
    method: 'POST',
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    // Moderate safe search.
    body: new URLSearchParams({ q: query, kp: '-1' }).toString(),
  }),
  read,
  hints: { 403: 'It takes Hearth for a robot. Try later, or choose another engine.' },
}

async function read(text: string): Promise<Reading> {
  if (/\banomaly-modal|\bg-recaptcha\b/.test(text)) {
    return { fault: 'It takes Hearth for a robot. Try later, or choose another engine.' }
  }
  if (!/class="[^"]{0,200}\b(results|no-results|serp__results)\b/.test(text)) return undefined
  const { parseHTML } = await import('linkedom')
  const { document } = parseHTML(text)
  const found = [...document.querySelectorAll('.result')].filter(
    ({ classList }) => !classList.contains('result--ad'),
  )
  return { results: found.flatMap(resultOf) }
}

function resultOf(result: Element): Raw[] {
  const anchor = result.querySelector('a.result__a')
  const link = target(anchor?.getAttribute('href') ?? '')
  if (!anchor || link === undefined) return []
  const snippet = result.querySelector('.result__snippet')?.textContent ?? ''
  return [{ link, title: anchor.textContent ?? '', snippet }]
}

/** Links lead through an address of DuckDuckGo that names the true one. */
function target(href: string): string | undefined {
  const url = URL.parse(href, 'https://duckduckgo.com/')
  if (!url) return undefined
  return url.hostname.endsWith('duckduckgo.com')
    ? (url.searchParams.get('uddg') ?? undefined)
    : url.href
}
