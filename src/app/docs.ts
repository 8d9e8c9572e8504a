// /docs and the document behind it: in development, or where the environment asks for it.
import { Elysia } from 'elysia'
import { guard } from '../auth/guard'
import type { House } from '../config/house'
import { Refusal } from '../utils/refusal'
import { document, type Route } from './openapi'

const SCRIPT = '/assets/docs.js'

/** `routes` is asked when the document is first read: by then every module is mounted. */
export const docs = (house: House, routes: () => Route[]) => {
  let made: object | undefined
  const open = house.env.ENABLE_API_DOCS ?? house.env.ENV === 'dev'
  const read = () => {
    if (!open) throw new Refusal(404, 'Not Found')
    made ??= document(routes(), house.env.WEBUI_NAME)
    return made
  }
  return new Elysia()
    .use(guard(house))
    .get('/openapi.json', read, { role: 'any' })
    .get('/docs/json', read, { role: 'any' })
    .get(
      '/docs',
      async () => {
        read()
        const type = { 'content-type': 'text/html; charset=utf-8' }
        return new Response(await page(house.env.WEBUI_NAME), { headers: type })
      },
      { role: 'any' },
    )
}

/** The plugin makes the page and is asked for nothing else: its own document shows zod's insides. */
async function page(title: string): Promise<string> {
  const { swagger } = await import('@elysiajs/swagger')
  const info = { title, description: 'API', version: '1' }
  const plugin = swagger({
    path: '/docs',
    documentation: { info },
    scalarCDN: SCRIPT,
    scalarConfig: { spec: { url: '/openapi.json' }, customCss: ' ' },
  })
  const answer = await new Elysia().use(plugin).handle(new Request('http://localhost/docs'))
  return named(await answer.text())
}

/** The plugin's page says no language, and its script without a program offends the content policy. */
const named = (html: string): string =>
  html
    .replace('<html>', '<html lang="en">')
    .replace('id="api-reference"', 'id="api-reference" type="application/json"')
