// Files through the API: taken in, listed, shown to those who may see them, and removed with all that is theirs.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { PNG, send } from '../../files'

let app: App
let ada: Caller
let bob: Caller
let eve: Caller

beforeAll(async () => {
  app = await openApp()
  ada = await app.admin()
  bob = await app.user('Bob')
  eve = await app.user('Eve')
})
afterAll(() => app[Symbol.asyncDispose]())

test('a file that is sent is a row in the contract’s shape, without a path', async () => {
  const { status, body } = await send(bob, 'notes.txt', 'Sail at dawn.')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    user_id: bob.id,
    hash: null,
    filename: 'notes.txt',
    data: {},
    meta: { name: 'notes.txt', content_type: 'text/plain', size: 13 },
    state: 'queued',
    error: null,
  })
  expect(body).not.toHaveProperty('path')
  expect(body.created_at).toBeLessThan(Date.now() / 100)
  const row = (await bob.get(`/api/v1/files/${body.id}`)).body
  expect(row.path).toBe('notes.txt')
  expect(row.sha256).toBe(new Bun.CryptoHasher('sha256').update('Sail at dawn.').digest('hex'))
})
