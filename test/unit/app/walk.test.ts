// Walks the live route table as nobody, pending, user and admin: no route opens to less than its role.
import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../../src/app'
import { open } from '../../../src/app/open'
import { readEnv } from '../../../src/env'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'

interface Route {
  method: string
  path: string
  role: string
}

/** The table of the very code under test; the server walked may be the compiled file. */
async function table(): Promise<Route[]> {
  const dir = mkdtempSync(join(tmpdir(), 'hearth-walk-'))
  const opened = await open(readEnv({ DATA_DIR: dir, GLOBAL_LOG_LEVEL: 'CRITICAL' }, dir))
  const app = createApp(opened.house, () => new Response())
  const routes = app.routes.map(({ method, path, hooks }) => ({
    method,
    path: path.replace(/:[^/]+/g, '00000000-0000-4000-8000-000000000000').replace(/\*$/, 'x'),
    role: (hooks as { detail: { 'x-role': string } }).detail['x-role'],
  }))
  await opened[Symbol.asyncDispose]()
  rmSync(dir, { recursive: true })
  return routes
}

const status = async (who: Caller, { method, path }: Route): Promise<number> => {
  const response = await who.fetch(path, {
    method,
    ...(method === 'GET' || method === 'HEAD'
      ? {}
      : { body: '{', headers: { 'content-type': 'application/json' } }),
  })
  await response.body?.cancel()
  return response.status
}

/** Routes that answer nobody with 401 instead of the contract's 403. */
const MODEL_CLIENTS = /^\/(v1\/|api\/chat\/completions)/

test('every route asks for its role before it reads the body', async () => {
  const routes = (await table()).filter(({ method }) => method !== 'WS')
  expect(routes.length).toBeGreaterThan(20)
  await using app = await openApp()
  const people = await everybody(app)
  const wrong: string[] = []
  const expectStatus = async (who: keyof typeof people, route: Route, allowed: number[]) => {
    const got = await status(people[who], route)
    if (!allowed.includes(got))
      wrong.push(`${who} ${route.method} ${route.path} (${route.role}): ${got}`)
  }
  for (const route of routes) {
    if (route.role === 'any') continue
    await expectStatus('nobody', route, [MODEL_CLIENTS.test(route.path) ? 401 : 403])
    if (route.role !== 'session') await expectStatus('pending', route, [401])
    if (route.role === 'admin') await expectStatus('user', route, [401])
  }
  expect(wrong).toEqual([])
})

test('no route answers 500 to a broken body, whoever sends it', async () => {
  await using app = await openApp()
  const { admin } = await everybody(app)
  const wrong: string[] = []
  for (const route of await table()) {
    if (route.method === 'GET' || route.method === 'WS') continue
    const got = await status(admin, route)
    if (got >= 500) wrong.push(`${route.method} ${route.path}: ${got}`)
  }
  expect(wrong).toEqual([])
})

const everybody = async (app: App) => ({
  nobody: app.nobody,
  admin: await app.admin(),
  user: await app.user('Ursula'),
  pending: await app.pending('Pia'),
})
