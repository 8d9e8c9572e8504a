// What the public document says to whom.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'

test('somebody who waits learns no more than that', async () => {
  await using app = await openApp()
  const [grace, paul] = [await app.user('Grace'), await app.pending('Paul')]
  const read = async (token: string) =>
    (await app.nobody.get('/api/config', { cookie: `token=${token}` })).body
  const [stranger, waiting, inside] = [
    await read(''),
    await read(paul.token),
    await read(grace.token),
  ]
  expect(waiting).toEqual({ ...stranger, pending: true })
  expect(inside).not.toHaveProperty('pending')
  expect(inside).toHaveProperty('default_models')
})
