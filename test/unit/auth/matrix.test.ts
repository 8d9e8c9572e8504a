// Everybody tries every route that names a thing by its id: who may gets it, nobody else gets or changes it.
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Answer, Caller } from '../../caller'
import { type Cast, openCast, PARTS, type Part } from './cast'
import { elsewhere, type Noun, nouns, type Rule } from './nouns'

let cast: Cast

beforeAll(async () => {
  cast = await openCast()
}, 30_000)
afterAll(() => cast?.[Symbol.asyncDispose]())

/** Every route of the running server that is not an admin's alone and takes an id. */
async function resourceRoutes(): Promise<string[]> {
  const { body } = await cast.app.nobody.get('/openapi.json')
  const routes: string[] = []
  for (const [path, operations] of Object.entries<Record<string, Operation>>(body.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const role = operation['x-role']
      if ((role === 'verified' || role === 'session') && takesId(path, operation)) {
        routes.push(`${method.toUpperCase()} ${path}`)
      }
    }
  }
  return routes
}

interface Operation {
  'x-role'?: string
  parameters?: { in: string; name: string }[]
}

const takesId = (path: string, { parameters = [] }: Operation): boolean =>
  path.includes('{') ||
  parameters.some(({ in: place, name }) => place === 'query' && /id$/.test(name))

test('every route that takes an id stands in the matrix', async () => {
  const known = new Set(nouns.flatMap(({ routes }) => Object.keys(routes)))
  const live = await resourceRoutes()
  const isElsewhere = (route: string) => {
    const path = route.split(' ')[1] ?? ''
    return Object.keys(elsewhere).some(one =>
      one.endsWith('/') ? path.startsWith(one) : path === one,
    )
  }
  expect(live.filter(route => !known.has(route) && !isElsewhere(route))).toEqual([])
  const all = new Set(live)
  expect([...known].filter(route => !all.has(route))).toEqual([])
  expect(live.length).toBeGreaterThan(20)
})

async function call(part: Part, route: string, rule: Rule, id: string): Promise<Answer> {
  const [method = '', template = ''] = route.split(' ')
  const path = rule.path?.(id) ?? template.replace(/\{\w+\}/, id)
  const who = cast.people[part]
  if (rule.raw !== undefined) return sendRaw(who, method, path, rule)
  const body = await rule.body?.(id, { cast, who })
  if (method === 'GET') return who.get(path)
  return method === 'POST' ? who.post(path, body) : who.delete(path, body)
}

async function sendRaw(who: Caller, method: string, path: string, rule: Rule): Promise<Answer> {
  const { raw = '', headers = {} } = rule
  const response = await who.fetch(path, { method, body: raw, headers })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** The contract has 200 with nothing in it for some that are not there for who asks. */
const isGiven = ({ status, body }: Answer): boolean => {
  if (status !== 200) return false
  const list = body?.data ?? body
  return list !== null && list !== false && !(Array.isArray(list) && list.length === 0)
}

const REFUSALS = [200, 400, 401, 403, 404]

async function tryRoute({ make, state }: Noun, route: string, rule: Rule): Promise<string[]> {
  const wrong: string[] = []
  for (const part of PARTS) {
    const id = await make(cast)
    const before = await state(cast, id)
    const answer = await call(part, route, rule, id)
    const may = rule.may.includes(part)
    const after = may ? before : await state(cast, id)
    if (may ? answer.status !== 200 : isGiven(answer)) {
      wrong.push(`${part}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
    }
    if (!REFUSALS.includes(answer.status)) wrong.push(`${part}: ${answer.status}`)
    if (!Bun.deepEquals(before, after)) wrong.push(`${part} changed it: ${JSON.stringify(after)}`)
  }
  return wrong
}

for (const noun of nouns) {
  describe(noun.name, () => {
    for (const [route, rule] of Object.entries(noun.routes)) {
      test(`${route} is for ${rule.may.join(', ')}`, async () => {
        expect(await tryRoute(noun, route, rule)).toEqual([])
      })
    }
  })
}
