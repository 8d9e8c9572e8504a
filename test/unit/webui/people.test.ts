// The list of people for admins: pages, search, roles of many, groups of one, what goes with an account.
import { expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { dial } from '../socket/line'

interface Listed {
  id: string
  name: string
  role: string
  groups: string[]
  ways: string[]
  primary: boolean
}

const search = (admin: Caller, query: Record<string, string | number> = {}) =>
  admin.get(
    `/api/v1/users/search?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`,
  )

const names = async (
  admin: Caller,
  query: Record<string, string | number> = {},
): Promise<string[]> => (await search(admin, query)).body.data.map(({ name }: Listed) => name)

async function people(app: App, ...given: string[]): Promise<Caller[]> {
  const made: Caller[] = []
  for (const name of given) made.push(await app.user(name))
  return made
}

const make = (admin: Caller, name: string, email: string) =>
  admin.post('/api/v1/auths/add', { name, email, password: 'quite another one', role: 'user' })

test('every person stands on one page, whatever the order, and none twice', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  await people(app, 'Bea', 'cy', 'Dora', 'eve', 'Fay')
  await app.pending('Zoe')
  for (const sort of ['name', 'email', 'role', 'created', 'active']) {
    for (const order of ['asc', 'desc']) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const query = { sort, order, limit: 2, ...(after && { after }) }
        const { body } = await search(admin, query)
        expect(body.total).toBe(7)
        expect(body.data.length).toBeLessThanOrEqual(2)
        seen.push(...body.data.map(({ name }: Listed) => name))
        after = body.next
      } while (after)
      expect([sort, order, seen.toSorted()]).toEqual([
        sort,
        order,
        ['Ada', 'Bea', 'Dora', 'Fay', 'Zoe', 'cy', 'eve'],
      ])
      if (sort === 'name' && order === 'asc') {
        expect(seen).toEqual(['Ada', 'Bea', 'cy', 'Dora', 'eve', 'Fay', 'Zoe'])
      }
      if (sort === 'role' && order === 'asc') expect([seen[0], seen.at(-1)]).toEqual(['Zoe', 'Ada'])
    }
  }
})

test('people are found by a part of name or address, in any case, and no sign means anything', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  await make(admin, 'Jörg ÖZIL', 'joerg@example.org')
  await make(admin, 'Müller_50%', 'mm@firm.example')
  const found = (query: string) => names(admin, { query })
  expect(await found('jörg')).toEqual(['Jörg ÖZIL'])
  expect(await found('JÖRG')).toEqual(['Jörg ÖZIL'])
  expect(await found('özil')).toEqual(['Jörg ÖZIL'])
  expect(await found('MÜLLER')).toEqual(['Müller_50%'])
  expect(await found('FIRM.EX')).toEqual(['Müller_50%'])
  expect(await found('50%')).toEqual(['Müller_50%'])
  expect(await found('_')).toEqual(['Müller_50%'])
  expect(await found('%a')).toEqual([])
  expect(await found("'; drop table account; --")).toEqual([])
  expect(await found('  ')).toHaveLength(3)
})

test('the list can be cut to a role or a group, and tells what opens each account', async () => {
  await using app = await openApp({ env: { WEBUI_AUTH_TRUSTED_EMAIL_HEADER: '' } })
  const admin = await app.admin()
  const [bea] = await people(app, 'Bea', 'Cy')
  await app.pending('Zoe')
  const group = (await admin.post('/api/v1/groups/create', { name: 'G', description: '' })).body
  await admin.post(`/api/v1/users/${bea?.id}/groups`, { group_ids: [group.id] })
  expect(await names(admin, { role: 'pending' })).toEqual(['Zoe'])
  expect(await names(admin, { role: 'user' })).toEqual(['Bea', 'Cy'])
  expect(await names(admin, { group: group.id })).toEqual(['Bea'])
  expect(await names(admin, { group: group.id, role: 'admin' })).toEqual([])
  const [ada] = (await search(admin, { query: 'ada' })).body.data
  expect(ada).toMatchObject({ primary: true, ways: ['password'], groups: [], second_factor: false })
  const [shown] = (await search(admin, { query: 'bea' })).body.data
  expect(shown).toMatchObject({ primary: false, groups: [group.id] })
  expect(Object.keys(shown)).not.toContain('settings')
  expect((await admin.get(`/api/v1/users/${bea?.id}/account`)).body).toEqual(shown)
  expect((await admin.get('/api/v1/users/nobody/account')).status).toBe(400)
  expect((await bea?.get(`/api/v1/users/${bea.id}/account`))?.status).toBe(401)
})

test('an odd page, order or filter is refused', async () => {
  await using app = await openApp()
  const [admin, bea] = [await app.admin(), await app.user('Bea')]
  const forged = Buffer.from(JSON.stringify([{ a: 1 }, 'x'])).toString('base64url')
  for (const after of ['x', 'W10', forged])
    expect((await search(admin, { after })).status).toBe(400)
  const odd = ['sort=password', 'order=asc;', 'limit=0', 'limit=9999', 'role=king']
  for (const query of odd) {
    const { status } = await admin.get(`/api/v1/users/search?${query}`)
    expect([query, status]).toEqual([query, 422])
  }
  expect((await search(bea)).status).toBe(401)
  expect((await search(app.nobody)).status).toBe(403)
})

test('several get a role at once; oneself and the first admin are spared', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  const [bea, cy] = (await people(app, 'Bea', 'Cy')) as [Caller, Caller]
  const zoe = await app.pending('Zoe')
  const give = (who: Caller, ids: string[], role: string) =>
    who.post('/api/v1/users/update/roles', { ids, role })
  using line = await dial(app.url, { token: zoe.token })
  await line.next('hello')
  const first = await give(admin, [bea.id, zoe.id, zoe.id, admin.id, 'nobody'], 'admin')
  expect(first.body).toEqual({
    changed: expect.arrayContaining([bea.id, zoe.id]),
    spared: [admin.id],
    unknown: ['nobody'],
  })
  expect((await line.next('user')).user).toMatchObject({ role: 'admin' })
  expect((await bea.get('/api/v1/users/')).status).toBe(200)
  const second = await give(bea, [admin.id, bea.id, zoe.id, cy.id], 'user')
  expect(new Set(second.body.spared)).toEqual(new Set([admin.id, bea.id]))
  expect((await line.closed).code).toBe(4001)
  expect((await zoe.get('/api/v1/auths/')).status).toBe(401)
  expect((await cy.get('/api/v1/auths/')).status).toBe(200)
  expect((await give(cy, [zoe.id], 'admin')).status).toBe(401)
  expect((await give(admin, [zoe.id], 'king')).status).toBe(422)
  expect((await give(admin, [], 'user')).status).toBe(422)
})

test('somebody is put into exactly the groups that are named, at once', async () => {
  await using app = await openApp()
  const [admin, bea] = [await app.admin(), await app.user('Bea')]
  const group = async (name: string) =>
    (await admin.post('/api/v1/groups/create', { name, description: '' })).body.id as string
  const [one, two] = [await group('One'), await group('Two')]
  const put = (group_ids: string[], id = bea.id) =>
    admin.post(`/api/v1/users/${id}/groups`, { group_ids })
  const mine = async () =>
    (await bea.get('/api/v1/users/groups')).body.map(({ id }: { id: string }) => id).sort()
  expect((await put([one, two, one])).body.group_ids).toEqual([one, two].sort())
  expect(await mine()).toEqual([one, two].sort())
  expect((await put([two, 'none'])).status).toBe(400)
  expect(await mine()).toEqual([one, two].sort())
  await put([two])
  expect(await mine()).toEqual([two])
  await put([])
  expect(await mine()).toEqual([])
  expect((await put([one], 'nobody')).status).toBe(400)
  expect((await bea.post(`/api/v1/users/${bea.id}/groups`, { group_ids: [one] })).status).toBe(401)
})

test('before an account is deleted an admin reads what goes with it', async () => {
  await using app = await openApp()
  const [admin, bea] = [await app.admin(), await app.user('Bea')]
  const of = (id: string, who = admin) => who.get(`/api/v1/users/${id}/belongings`)
  const nothing = { chats: 0, files: 0, bytes: 0, knowledge: 0, keys: 0, memberships: 0 }
  expect((await of(bea.id)).body).toEqual({ ...nothing, stays: { models: 0, groups: 0 } })
  await bea.post('/api/v1/chats/new', { chat: { title: 'One' } })
  await bea.post('/api/v1/auths/api_key')
  const group = (await admin.post('/api/v1/groups/create', { name: 'G', description: '' })).body
  await admin.post(`/api/v1/users/${bea.id}/groups`, { group_ids: [group.id] })
  expect((await of(bea.id)).body).toMatchObject({ chats: 1, keys: 1, memberships: 1 })
  expect((await of(admin.id)).body).toMatchObject({ chats: 0, stays: { models: 0, groups: 1 } })
  expect((await of('nobody')).status).toBe(400)
  expect((await of(bea.id, bea)).status).toBe(401)
})
