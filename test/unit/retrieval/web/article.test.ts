// The article of a page, whatever its author left out or put around it.
import { expect, test } from 'bun:test'
import { article } from '../../../../src/retrieval/extract/article'

const prose = 'Rye wants a long and slow rise, and a hot oven. '.repeat(30)

/** The words of what is found. */
const words = (html: string): string =>
  article(html)
    .html.replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

test('leaves out menus, margins and scripts', () => {
  const found = words(`<html><head><title>Rye</title></head><body><nav>Home</nav>
    <div role="navigation">More</div><main><h1>Rye</h1><p>${prose}</p><p>${prose}</p></main>
    <aside>Buy flour</aside><footer>Imprint</footer><script>run()</script></body></html>`)
  expect(found).toContain(prose.trim())
  expect(found).not.toMatch(/Home|More|Buy flour|Imprint|run/)
})

test('keeps all of a page that is a list, and of one inside of a form', () => {
  const stories = Array.from({ length: 40 }, (_, n) => `<li><a href="/${n}">Story ${n}</a></li>`)
  const list = words(`<html><body><nav>Menu</nav><ul>${stories.join('')}</ul></body></html>`)
  expect(list).toContain('Story 0')
  expect(list).toContain('Story 39')
  expect(list).not.toContain('Menu')
  expect(words(`<body><form><p>${prose}</p></form></body>`)).toContain(prose.trim())
})

test('reads pages without html, head or body', () => {
  for (const page of [
    `<p>${prose}`,
    `<!doctype html><title>Rye</title><body>${prose}`,
    `<html lang="de"><p>${prose}`,
    `<!DOCTYPE html><html><head><title>Rye</title><p>${prose}`,
    prose,
  ]) {
    expect([page.slice(0, 40), words(page)]).toEqual([page.slice(0, 40), prose.trim()])
  }
  expect(words('')).toBe('')
  expect(article(`<!doctype html><title>Rye</title><body>${prose}`).title).toBe('Rye')
})

test('takes title, language and description from where pages have them', () => {
  const page = article(`<html lang="pt-BR"><head><title>Rye | Bakery</title>
    <meta property="og:title" content="Rye &amp; salt">
    <meta property="og:description" content=" How it
      is baked ">
    </head><body>${prose}</body></html>`)
  expect(page).toMatchObject({
    title: 'Rye & salt',
    language: 'pt-BR',
    description: 'How it is baked',
  })
  const bare = article(`<html lang="javascript:x"><body><h1>Only this</h1>${prose}</body></html>`)
  expect(bare).toMatchObject({ title: 'Only this', language: null, description: null })
})

// CVE-2026-59220
test('hostile pages take no time to speak of', () => {
  const before = performance.now()
  for (const page of [
    '<html '.repeat(100_000),
    '<!doctype'.repeat(100_000),
    '<body\n'.repeat(100_000),
    '<'.repeat(100_000),
    '<div><p>word</p>'.repeat(3000),
    `<meta name="description" content="${' '.repeat(500_000)}">`,
  ]) {
    article(page)
  }
  expect(performance.now() - before).toBeLessThan(15_000)
})
