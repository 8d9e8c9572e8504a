// Opens every page and main state in both widths and themes: nothing may be wrong with any of them.
// The pictures are kept in ./gallery, for people to look at.
import { afterAll, beforeAll, expect } from 'bun:test'
import { openApp } from '../app'
import { DESK, journey, openPage, PHONE } from './browser'
import { furnish } from './everything'
import { openHouse } from './house'
import { findings, photograph, strayScrolls } from './inspect'
import { views } from './views'
import type { Stage, View } from './views/view'

const MODELS = 'http://127.0.0.1:9/v1'

let stage: Stage
const open = new AsyncDisposableStack()

beforeAll(async () => {
  const slow = { reply: ['One, **two**,', '\n\n- three', ' four'], fault: { hang: 3 } }
  const { app, ada, provider } = open.use(
    await openHouse(slow, { env: { ENABLE_API_DOCS: 'true' } }),
  )
  const { body } = await ada.get('/api/v1/auths/admin/config')
  await ada.post('/api/v1/auths/admin/config', { ...body, ENABLE_SIGNUP: true })
  const { body: openai } = await ada.get('/openai/config')
  await ada.post('/openai/config/update', {
    ...openai,
    OPENAI_API_BASE_URLS: [provider.openai, MODELS],
    OPENAI_API_KEYS: ['sk-journey', ''],
  })
  const empty = open.use(await openApp())
  const fresh = open.use(await openApp())
  await app.pending('Paul')
  stage = {
    app,
    empty,
    fresh,
    ada,
    eve: await fresh.admin(),
    grace: await app.user('Grace'),
    chat: await furnish(ada),
  }
})
afterAll(() => open.disposeAsync())

async function inspect(view: View, place: 'desk' | 'phone'): Promise<string[]> {
  const { name, path, as = 'ada', door = 'app', arrange, trouble, rules = 'all' } = view
  await using page = await openPage(stage[door], {
    ...(as && { as: stage[as] }),
    path: typeof path === 'string' ? path : path(stage),
    width: place === 'phone' ? PHONE : DESK,
  })
  if (trouble) page.trouble.expect(trouble)
  await arrange(page, stage)
  await photograph(page, `${name}-${place}`, 'light')
  const found = [...(await strayScrolls(page)), ...(await findings(page, rules))]
  await photograph(page, `${name}-${place}`, 'dark')
  found.push(...(await findings(page, 'colours')))
  return found.map(what => `${place}: ${what}`)
}

for (const view of views) {
  const places = (['desk', 'phone'] as const).filter(place => (view.only ?? place) === place)
  journey(`nothing is wrong with ${view.name}`, async () => {
    const found = await Promise.all(places.map(place => inspect(view, place)))
    expect(found.flat()).toEqual([])
  })
}
