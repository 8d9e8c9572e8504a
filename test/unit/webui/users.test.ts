// People: who sees whom, what each keeps about himself, what admins may do and to whom not.
import { expect, test } from 'bun:test'
import { openApp, PASSWORD, signIn } from '../../app'
import { type Caller, caller } from '../../caller'
import { onDatabase } from '../../sql'

const session = async (who: Caller) => (await who.get('/api/v1/auths/')).status

test('admins see everybody, without keys; users see a name and a picture', async () => {
  await using app = await openApp()
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  await admin.post('/api/v1/auths/api_key')
  const { body } = await admin.get('/api/v1/users/?skip=0&limit=1')
  expect(body.map(({ name }: { name: string }) => name)).toEqual(['Ada', 'Grace'])
  expect(Object.keys(body[0]).sort()).toEqual([
    'api_key',
    'created_at',
    'email',
    'id',
    'info',
    'last_active_at',
    'name',
    'oauth_sub',
    'profile_image_url',
    'role',
    'settings',
    'updated_at',
  ])
  expect(body[0].api_key).toBeNull()
  expect(body[0].created_at).toBeLessThan(10_000_000_000)
  expect((await admin.get('/api/v1/users/?skip=many')).status).toBe(422)
  expect((await grace.get('/api/v1/users/')).status).toBe(401)
  const brief = await grace.get(`/api/v1/users/${admin.id}`)
  expect(brief.body).toEqual({ name: 'Ada', profile_image_url: '/user.png' })
  expect((await grace.get('/api/v1/users/nobody')).status).toBe(400)
})

test('settings are replaced whole, info is merged', async () => {
  await using app = await openApp()
  const grace = await app.user('Grace')
  const settings = '/api/v1/users/user/settings'
  expect((await grace.get(settings)).body).toBeNull()
  const first = { ui: { models: ['echo'], theme: 'dark' }, extra: { kept: [1] } }
  expect((await grace.post(`${settings}/update`, first)).body).toEqual(first)
  expect((await grace.get(settings)).body).toEqual(first)
  expect((await grace.post(`${settings}/update`, {})).body).toEqual({ ui: {} })
  expect((await grace.post(`${settings}/update`, { ui: 'text' })).status).toBe(422)
  expect((await grace.get(settings)).body).toEqual({ ui: {} })

  const info = '/api/v1/users/user/info'
  expect((await grace.get(info)).body).toBeNull()
  await grace.post(`${info}/update`, { location: '1, 2', note: 'a' })
  const merged = await grace.post(`${info}/update`, { note: null })
  expect(merged.body).toEqual({ location: '1, 2', note: null })
  expect((await grace.post(`${info}/update`, [])).status).toBe(422)
  const fields = Array.from({ length: 10 }, (_, n) => ({ [`field${n}`]: n }))
  await Promise.all(fields.map(field => grace.post(`${info}/update`, field)))
  expect(Object.keys((await grace.get(info)).body)).toHaveLength(12)
})

test('a promotion acts at once in the same session, a demotion ends it', async () => {
  await using app = await openApp()
  const [admin, peter] = [await app.admin(), await app.pending('Peter')]
  const settings = () => peter.get('/api/v1/users/user/settings')
  const give = (role: string) => admin.post('/api/v1/users/update/role', { id: peter.id, role })
  expect((await settings()).status).toBe(401)
  expect((await give('user')).body).toMatchObject({ id: peter.id, role: 'user' })
  expect((await settings()).status).toBe(200)
  await give('admin')
  expect((await peter.get('/api/v1/users/')).status).toBe(200)
  await give('user')
  expect(await session(peter)).toBe(401)
  expect((await give('king')).status).toBe(422)
  const unknown = await admin.post('/api/v1/users/update/role', { id: 'nobody', role: 'user' })
  expect([unknown.status, unknown.body]).toEqual([200, null])
})

test('nobody demotes or deletes himself, and nobody touches the first admin', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  await ada.post('/api/v1/users/update/role', { id: grace.id, role: 'admin' })
  const demote = (who: Caller, id: string) =>
    who.post('/api/v1/users/update/role', { id, role: 'pending' })
  for (const who of [ada, grace]) {
    expect((await demote(who, who.id)).status).toBe(403)
    expect((await who.delete(`/api/v1/users/${who.id}`)).status).toBe(403)
  }
  expect((await demote(grace, ada.id)).status).toBe(403)
  expect((await grace.delete(`/api/v1/users/${ada.id}`)).status).toBe(403)
  const form = {
    name: 'x',
    email: 'x@example.org',
    profile_image_url: '',
    password: 'stolen password',
  }
  expect((await grace.post(`/api/v1/users/${ada.id}/update`, form)).status).toBe(403)
  expect((await ada.get('/api/v1/users/')).body).toHaveLength(2)
  await signIn(app.url, 'ada@example.org')
})

test('the first admin stays the first when the clock is put back', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const ahead = `update account set created_at = created_at + 31536000000 where id = '${ada.id}'`
  await onDatabase(app.database, ahead)
  const grace = await app.user('Grace')
  const give = (who: Caller, id: string, role: string) =>
    who.post('/api/v1/users/update/role', { id, role })
  await give(ada, grace.id, 'admin')
  expect((await give(grace, ada.id, 'pending')).status).toBe(403)
  expect((await give(ada, grace.id, 'user')).status).toBe(200)
  expect((await ada.get('/api/v1/auths/admin/details')).body.name).toBe('Ada')
})

test('an admin changes name, address and password; the sessions of the old password end', async () => {
  await using app = await openApp()
  const [admin, grace, linus] = [
    await app.admin(),
    await app.user('Grace'),
    await app.user('Linus'),
  ]
  const form = { name: 'Grace H.', email: ' GRACE@navy.example ', profile_image_url: '/user.png' }
  const update = (id: string, more: object) =>
    admin.post(`/api/v1/users/${id}/update`, { ...form, ...more })
  const changed = await update(grace.id, { password: '' })
  expect(changed.body).toMatchObject({
    name: 'Grace H.',
    email: 'grace@navy.example',
    role: 'user',
  })
  expect(await session(grace)).toBe(200)
  await signIn(app.url, 'grace@navy.example')

  expect((await update(grace.id, { password: 'short' })).status).toBe(400)
  await update(grace.id, { password: 'a whole new password' })
  expect(await session(grace)).toBe(401)
  await expect(signIn(app.url, 'grace@navy.example', PASSWORD)).rejects.toThrow('cannot sign in')
  await signIn(app.url, 'grace@navy.example', 'a whole new password')

  expect((await update(linus.id, {})).status).toBe(400)
  expect((await update(linus.id, { email: 'no address' })).status).toBe(400)
  expect((await update(linus.id, { profile_image_url: 'https://x.example/y' })).status).toBe(422)
  expect((await update('nobody', {})).status).toBe(400)
  const own = await update(admin.id, { email: 'ada@example.org', password: 'my own new password' })
  expect([own.status, await session(admin)]).toEqual([200, 200])
})

test('no change of a profile, by whomever, touches updated_at', async () => {
  await using app = await openApp()
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  // The wire has whole seconds; a time long past tells a change apart without waiting.
  await onDatabase(app.database, `update account set updated_at = 1000 where id = '${grace.id}'`)
  const form = { name: 'G', email: 'g@example.org', profile_image_url: '' }
  await grace.post('/api/v1/auths/update/profile', form)
  await grace.post('/api/v1/users/user/info/update', { location: '1, 2' })
  const changed = await admin.post(`/api/v1/users/${grace.id}/update`, form)
  expect(changed.body).toMatchObject({ name: 'G', updated_at: 1 })
})

test('of two accounts that get one address at once, one does', async () => {
  await using app = await openApp()
  const [admin, grace, linus] = [
    await app.admin(),
    await app.user('Grace'),
    await app.user('Linus'),
  ]
  const form = { name: 'x', email: 'same@example.org', profile_image_url: '' }
  const answers = await Promise.all(
    [grace, linus].map(({ id }) => admin.post(`/api/v1/users/${id}/update`, form)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
})

test('deleting an account ends its sessions, its keys and its grants, and nobody else’s', async () => {
  await using app = await openApp()
  const [admin, grace, linus] = [
    await app.admin(),
    await app.user('Grace'),
    await app.user('Linus'),
  ]
  const { api_key } = (await grace.post('/api/v1/auths/api_key')).body
  const access_control = { read: { user_ids: [grace.id, linus.id] } }
  const form = { id: 'echo', name: 'echo', meta: {}, params: {}, access_control }
  await admin.post('/api/v1/models/create', form)
  expect((await admin.delete(`/api/v1/users/${grace.id}`)).body).toBe(true)
  expect(await session(grace)).toBe(401)
  const byKey = await app.nobody.get('/api/v1/auths/', { authorization: `Bearer ${api_key}` })
  expect(byKey.status).toBe(401)
  const row = (await admin.get('/api/v1/models/model?id=echo')).body
  expect(row.access_control.read.user_ids).toEqual([linus.id])
  expect(await session(linus)).toBe(200)
  expect((await admin.delete(`/api/v1/users/${grace.id}`)).body).toBe(true)
  await expect(signIn(app.url, 'grace@example.org')).rejects.toThrow('cannot sign in')
})

test('the permission tree is whole or refused; everybody reads his own', async () => {
  await using app = await openApp()
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const path = '/api/v1/users/default/permissions'
  const tree = (await admin.get(path)).body
  expect(tree.chat.delete).toBe(true)
  const changed = { ...tree, chat: { ...tree.chat, delete: 'off' }, unknown: { x: true } }
  const saved = (await admin.post(path, changed)).body
  expect(saved).toEqual({ ...tree, chat: { ...tree.chat, delete: false } })
  expect((await admin.post(path, { workspace: tree.workspace })).status).toBe(422)
  expect((await grace.get('/api/v1/users/permissions')).body).toEqual(saved)
  expect((await grace.get('/api/v1/users/groups')).body).toEqual([])
  expect((await grace.get(path)).status).toBe(401)
})

test('one address is one account, in whatever case or form, wherever it is written', async () => {
  await using app = await openApp()
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const { body } = await admin.get('/api/v1/auths/admin/config')
  await admin.post('/api/v1/auths/admin/config', { ...body, ENABLE_SIGNUP: true })
  const linus = await app.user('Linus')
  const forms = [
    'GRACE@EXAMPLE.ORG',
    ' grace@example.org ',
    'ｇｒａｃｅ@example.org',
    'grace@example\uFF0Eorg',
    'Grace@Example.org\u00A0',
  ]
  for (const email of forms) {
    const form = { name: 'Grace', email, password: 'another one, not hers', profile_image_url: '' }
    const answers = [
      await app.nobody.post('/api/v1/auths/signup', form),
      await admin.post('/api/v1/auths/add', form),
      await admin.post(`/api/v1/users/${linus.id}/update`, form),
    ]
    expect([email, ...answers.map(({ status }) => status)]).toEqual([email, 400, 400, 400])
    const text = `name,email\nGrace,"${email}"\n`
    const preview = await admin.post('/api/v1/users/import/preview', { text })
    expect([email, preview.body.faults[0]?.reason]).toEqual([email, 'taken'])
    await signIn(app.url, email)
  }
  const own = { name: 'Grace', email: 'GRACE@Example.org', profile_image_url: '' }
  const kept = await admin.post(`/api/v1/users/${grace.id}/update`, own)
  expect([kept.status, kept.body.email]).toEqual([200, 'grace@example.org'])
})

test('whoever gets an address that somebody had is not taken for him by the proxy', async () => {
  await using app = await openApp({ env: { WEBUI_AUTH_TRUSTED_EMAIL_HEADER: 'X-Email' } })
  const come = async (email: string) =>
    (
      await app.nobody.post(
        '/api/v1/auths/signin',
        { email: '', password: '' },
        { 'x-email': email },
      )
    ).body
  const admin = caller(app.url, await come('ada@example.org'))
  const { body } = await admin.get('/api/v1/auths/admin/config')
  await admin.post('/api/v1/auths/admin/config', { ...body, ENABLE_SIGNUP: true })
  const grace = await come('g@example.org')
  const form = { name: 'Grace', email: 'grace@example.org', profile_image_url: '' }
  await admin.post(`/api/v1/users/${grace.id}/update`, form)
  const other = await come('g@example.org')
  expect(other.id).not.toBe(grace.id)
  expect((await come('grace@example.org')).id).toBe(grace.id)
})

test('an admin lets a provider forget somebody', async () => {
  await using app = await openApp({ env: { WEBUI_AUTH_TRUSTED_EMAIL_HEADER: 'X-Email' } })
  const come = { 'x-email': 'ada@example.org' }
  const form = { email: '', password: '' }
  const admin = caller(app.url, (await app.nobody.post('/api/v1/auths/signin', form, come)).body)
  const ways = async () => (await admin.get('/api/v1/users/search')).body.data[0].ways
  expect(await ways()).toEqual(['header'])
  const path = `/api/v1/users/${admin.id}/identities/header`
  expect((await admin.delete(path)).body).toBe(true)
  expect(await ways()).toEqual([])
  expect((await admin.delete('/api/v1/users/nobody/identities/header')).status).toBe(400)
})
