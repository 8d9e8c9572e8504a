// Published records about foreign pages that act through a visitor's browser.
import { expect, test } from 'bun:test'
import { openApp, PASSWORD } from '../../app'

const EVIL = 'https://evil.example'
const ADMIN = '/api/v1/auths/admin/config'

test('CVE-2026-56400: another site’s page neither acts with the cookie nor reads an answer', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const cookie = `token=${ada.token}`
  const { body } = await ada.get(ADMIN)
  const form = { ...body, ENABLE_SIGNUP: true }
  const foreign: Record<string, string>[] = [
    { cookie, origin: EVIL },
    { cookie, origin: 'null' },
    { cookie, 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of foreign) {
    const answer = await app.nobody.post(ADMIN, form, headers)
    expect(answer.status).toBe(403)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  }
  const read = await app.nobody.get(ADMIN, { cookie, origin: EVIL })
  expect(read.headers.get('access-control-allow-origin')).toBeNull()
  expect((await ada.get(ADMIN)).body.ENABLE_SIGNUP).toBe(false)
})

test('another site’s page signs nobody out, by whatever method', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const cookie = `token=${ada.token}`
  const path = '/api/v1/auths/signout'
  const link = { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
  expect((await app.nobody.get(path, link)).status).toBe(403)
  expect((await app.nobody.post(path, {}, { cookie, origin: EVIL })).status).toBe(403)
  expect((await ada.get('/api/v1/auths/')).status).toBe(200)
  const own = { cookie, 'sec-fetch-site': 'same-origin', origin: app.url }
  expect((await app.nobody.get(path, own)).status).toBe(200)
  expect((await ada.get('/api/v1/auths/')).status).toBe(401)
})

test('CVE-2024-7035: nothing is reset or deleted by opening an address', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const chat = await ada.post('/api/v1/chats/new', { chat: { title: 'Kept' } })
  const paths = [
    `/api/v1/chats/${chat.body.id}/delete`,
    '/api/v1/chats/delete',
    '/api/v1/models/delete/all',
    `/api/v1/users/${ada.id}/delete`,
    '/rag/api/v1/reset',
    '/retrieval/api/v1/reset/db',
    '/memories/reset',
  ]
  for (const path of paths) await ada.get(path)
  expect((await ada.get(`/api/v1/chats/${chat.body.id}`)).body.title).toBe('Kept')
  expect((await ada.get('/api/v1/auths/')).status).toBe(200)
})

test('CVE-2024-7806: a form posted by a hostile page is refused before its body is read', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const body = new FormData()
  body.append('file', new File(['import os'], 'evil.py'))
  for (const path of ['/api/v1/files/', '/api/pipelines/upload', '/ollama/models/upload/0']) {
    const headers = { cookie: `token=${ada.token}`, origin: EVIL }
    const answer = await app.fetch(path, { method: 'POST', body, headers })
    expect([403, 404, 405]).toContain(answer.status)
  }
})

test('CVE-2026-45317, CVE-2026-45299, CVE-2026-45314: a picture is raster data or a path here, never another’s address', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const svg = `data:image/svg+xml;base64,${btoa('<svg onload="alert(1)"/>')}`
  const pictures = [
    'https://tracker.example/p.png',
    '//tracker.example/p.png',
    'javascript:alert(1)',
    `data:text/html;base64,${btoa('<script>alert(1)</script>')}`,
    svg,
  ]
  for (const profile_image_url of pictures) {
    const profile = { name: 'Ada', profile_image_url }
    const meta = { profile_image_url }
    const bo = { name: 'Bo', email: 'bo@example.org', password: PASSWORD, profile_image_url }
    const answers = [
      await ada.post('/api/v1/auths/update/profile', profile),
      await ada.post('/api/v1/auths/add', bo),
      await ada.post(`/api/v1/users/${ada.id}/update`, { ...profile, email: ada.email }),
      await ada.post('/api/v1/models/create', { id: 'm', name: 'M', meta, params: {} }),
    ]
    expect([profile_image_url, answers.map(({ status }) => status)]).toEqual([
      profile_image_url,
      [422, 422, 422, 422],
    ])
  }
  expect((await ada.get('/api/v1/users/')).body).toHaveLength(1)
})

test('LobeChat 2025-59426: a forwarded host that nobody vouches for appears in no answer', async () => {
  await using app = await openApp({ env: { FORWARDED_ALLOW_IPS: '192.0.2.1' } })
  const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
  const answer = await app.nobody.get('/opensearch.xml', headers)
  expect(String(answer.body)).not.toContain('evil.example')
})
