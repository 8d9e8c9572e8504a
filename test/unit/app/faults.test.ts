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
