// Opens every page and main state in both widths and themes: nothing may be wrong with any of them.
// The pictures are kept in ./gallery, for people to look at.
import { afterAll, beforeAll, expect } from 'bun:test'
import { openApp } from '../app'
import { DESK, journey, openPage, PHONE, TEST_MS } from './browser'
import { furnish } from './everything'
import { openHouse } from './house'
import { findings, photograph, strayScrolls } from './inspect'
import { visits } from './views'
import { providersEnv } from './views/providers'
import type { Stage, Visit } from './views/view'

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
  const fresh = open.use(await openApp({ env: providersEnv }))
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
}, TEST_MS)
afterAll(() => open.disposeAsync())

async function inspect(visit: Visit, place: 'desk' | 'phone'): Promise<string[]> {
  const { path, as = 'ada', door = 'app', stops, trouble, rules = 'all' } = visit
  await using page = await openPage(stage[door], {
    ...(as && { as: stage[as] }),
    path: typeof path === 'string' ? path : path(stage),
    width: place === 'phone' ? PHONE : DESK,
  })
  if (trouble) page.trouble.expect(trouble)
  const found: string[] = []
  for (const { name, arrange, only } of stops) {
    if (only && only !== place) continue
    await arrange(page, stage)
    const tell = (what: string[]) => found.push(...what.map(one => `${name}, ${place}: ${one}`))
    await photograph(page, `${name}-${place}`, 'light')
    tell(await strayScrolls(page))
    tell(await findings(page, rules))
    await photograph(page, `${name}-${place}`, 'dark')
    // A width changes no colours: the narrow page is looked at where there is no wide one.
    if (place === 'desk' || only) tell(await findings(page, 'colours'))
  }
  return found
}

for (const visit of visits) {
  journey(`nothing is wrong with ${visit.name}`, async () => {
    const found = await Promise.all([inspect(visit, 'desk'), inspect(visit, 'phone')])
    expect(found.flat()).toEqual([])
  })
}
