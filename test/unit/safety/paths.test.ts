// Published records about addresses that lead to files, to tools of text, and to places somebody else names.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'

const SECRET = 'the lamp is under the stairs'

let app: App
let bo: Caller

beforeAll(async () => {
  app = await openApp()
  bo = await app.user('Bo')
})
afterAll(() => app[Symbol.asyncDispose]())

/** Asks for a path as it is written: other callers tidy it first. */
const raw = (path: string, token: string): Promise<string> => {
  const { hostname, port } = new URL(app.url)
  const answer = Promise.withResolvers<string>()
  const headers = { authorization: `Bearer ${token}` }
  request({ hostname, port, path, headers }, response => answer.resolve(text(response)))
    .on('error', answer.reject)
    .end()
  return answer.promise
}

test('CVE-2026-54014, CVE-2024-7033: no path leads out of what is served', async () => {
  for (const folder of ['cache_backup', 'static_backup', 'assets'])
    mkdirSync(join(app.dir, folder), { recursive: true })
  const names = ['cache_backup/f', 'static_backup/f', 'assets/f', 'f']
  for (const name of names) writeFileSync(join(app.dir, name), SECRET)
  const ups = ['..', '%2e%2e', '.%2e', '%252e%252e', '..%2f..', '..%5c..', '..\\..', '....//..']
  const paths = ['/cache', '/static', '/assets', '/api/v1/files', '/docs'].flatMap(root =>
    ups.flatMap(up => names.map(name => `${root}/${up}/${name}`)),
  )
  for (const path of [...paths, `//${app.dir}/f`, `/assets/${app.dir}/f`, '/cache_backup/f'])
    expect([path, (await raw(path, bo.token)).includes(SECRET)]).toEqual([path, false])
})

test('CVE-2024-7983, CVE-2024-8053, CVE-2024-12537, CVE-2026-45347: nothing here works on anybody’s text or draws it', async () => {
  const long = '<img src="http://127.0.0.1/">'.repeat(100_000)
  for (const tool of ['markdown', 'pdf', 'code/format', 'code/execute']) {
    const path = `/api/v1/utils/${tool}`
    const body = { title: long, md: long, code: long, messages: [] }
    for (const who of [app.nobody, bo]) {
      const { status } = await who.post(path, body)
      expect([path, [401, 403, 404, 405, 413].includes(status)]).toEqual([path, true])
    }
  }
})

test('CVE-2024-7045, CVE-2026-54015, CVE-2026-34222, CVE-2026-45395, CVE-2026-70491, CVE-2026-109293, CVE-2026-0765, CVE-2026-0766: nobody reads or runs code and prompts that are not here', async () => {
  const code = { id: 't', name: 't', content: 'import os', meta: {}, requirements: 'evil' }
  const asked: [method: 'get' | 'post', path: string][] = [
    ['get', '/api/v1/prompts/command/c'],
    ['get', '/api/v1/prompts/id/p/history/h'],
    ['get', '/api/v1/tools/'],
    ['get', '/api/v1/tools/id/t'],
    ['get', '/api/v1/tools/id/t/valves'],
    ['get', '/api/v1/tools/export'],
    ['post', '/api/v1/tools/create'],
    ['post', '/api/v1/tools/id/t/update'],
    ['post', '/api/v1/functions/create'],
    ['post', '/api/pipelines/add'],
  ]
  for (const [method, path] of asked) {
    for (const who of [app.nobody, bo]) {
      const { status, body } = await (method === 'get' ? who.get(path) : who.post(path, code))
      const nothing = status >= 400 || (Array.isArray(body) && body.length === 0)
      expect([path, status, nothing]).toEqual([path, status, true])
    }
  }
})

test('CVE-2024-7959, CVE-2025-29446: an address is tried for an admin alone, and its words are not told', async () => {
  let visits = 0
  await using server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch() {
      visits++
      return Response.json({ secret: SECRET })
    },
  })
  const doors = ['/openai/verify', '/ollama/verify']
  for (const door of doors) {
    for (const who of [app.nobody, bo]) {
      const { status } = await who.post(door, { url: `${server.url}#`, key: '' })
      expect([door, [401, 403].includes(status)]).toEqual([door, true])
    }
  }
  expect(visits).toBe(0)
  const ada = await app.admin()
  for (const door of doors) {
    const { body } = await ada.post(door, { url: `${server.url}#`, key: '' })
    expect([door, JSON.stringify(body).includes(SECRET)]).toEqual([door, false])
    for (const url of ['file:///etc/passwd', 'gopher://127.0.0.1:70/', 'http://169.254.169.254/'])
      expect([door, url, (await ada.post(door, { url, key: '' })).status >= 400]).toEqual([
        door,
        url,
        true,
      ])
  }
})
