// What is wrong with a request, told in the contract's words: type, place and value.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'

const SIGN_IN = '/api/v1/auths/signin'
const INFO = '/api/v1/users/user/info/update'

test('a number that is none is told as the whole one that was asked for', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const told = async (path: string) => (await ada.get(path)).body.detail
  for (const [path, field] of [
    ['/api/v1/chats/list?page=many', 'page'],
    ['/api/v1/users/?skip=many', 'skip'],
  ] as const) {
    const [fault] = await told(path)
    expect(fault).toMatchObject({ type: 'int_parsing', loc: ['query', field], input: 'many' })
  }
  expect((await told('/api/v1/chats/list?page=1.5'))[0].type).toBe('int_parsing')
  expect((await ada.get('/api/v1/chats/list?page=%202%20')).status).toBe(200)
})

test('a body that is no form and one that is no free object have a type each', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  for (const value of ['text', [1], 7]) {
    const form = await ada.post(SIGN_IN, value)
    expect(form.body.detail).toMatchObject([
      { type: 'model_attributes_type', loc: ['body'], input: value },
    ])
    const free = await ada.post(INFO, value)
    expect(free.body.detail).toMatchObject([{ type: 'dict_type', loc: ['body'], input: value }])
  }
})

test('broken JSON is told with where it breaks', async () => {
  await using app = await openApp()
  const headers = { 'content-type': 'application/json' }
  const broken: [string, number][] = [
    ['{"email":', 9],
    ['{"email" "a"}', 9],
    ['{"email":"a",}', 13],
    ['{"a":[1,2', 9],
    ['{"a":tru}', 5],
    ['{"a":"b', 5],
    ['{"a":"\\x"}', 6],
    ['{"a":"\n"}', 6],
    ['{} {}', 3],
    ['{"a":01}', 6],
    ['nonsense', 0],
    [' ', 1],
  ]
  for (const [body, offset] of broken) {
    const response = await app.fetch(SIGN_IN, { method: 'POST', body, headers })
    const { detail } = (await response.json()) as { detail: { type: string; loc: unknown[] }[] }
    const [fault] = detail
    expect([body, response.status, fault?.type]).toEqual([body, 422, 'json_invalid'])
    expect([body, fault?.loc]).toEqual([body, ['body', offset]])
  }
})

interface Operation {
  parameters?: { in: string; name: string }[]
}

test('a NUL in a path or a query breaks no route, on either database', async () => {
  await using app = await openApp({ env: { ENABLE_API_DOCS: 'true' } })
  const ada = await app.admin()
  const { body } = await ada.get('/openapi.json')
  const paths = Object.entries<Record<string, Operation>>(body.paths)
  const asked = paths.flatMap(([template, operations]) => {
    const path = template.replace(/\{[^}]+\}/g, 'a%00b')
    return Object.entries(operations).flatMap(([method, { parameters = [] }]) => {
      const names = parameters.filter(place => place.in === 'query').map(({ name }) => name)
      const queries = names.map(name => `${path}?${name}=a%00b`)
      return (path === template ? queries : [path, ...queries]).map(url => ({ method, url }))
    })
  })
  expect(asked.length).toBeGreaterThan(100)
  const headers = { authorization: `Bearer ${ada.token}` }
  const broken: string[] = []
  for (const { method, url } of asked) {
    const response = await app.fetch(url, { method: method.toUpperCase(), headers })
    await response.text().catch(() => broken.push(`${method} ${url} breaks off`))
    if (response.status >= 500) broken.push(`${method} ${url} ${response.status}`)
  }
  expect(broken).toEqual([])
})
