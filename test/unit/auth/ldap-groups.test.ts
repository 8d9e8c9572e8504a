// Groups of the directory: who is in which group here follows them, where that is switched on.
import { expect, test } from 'bun:test'
import type { Caller } from '../../caller'
import { BASE, openLdapHouse, person } from '../../directory/house'
import type { Entry } from '../../directory/server'

const ON = { ENABLE_LDAP_GROUP_MANAGEMENT: 'true' }
const cn = (name: string) => `cn=${name},ou=groups,dc=example,dc=org`

async function make(admin: Caller, ...names: string[]): Promise<void> {
  for (const name of names) {
    await admin.post('/api/v1/groups/create', { name, description: '' })
  }
}

/** The names of the groups that somebody is in. */
async function groupsOf(admin: Caller, id: string): Promise<string[]> {
  const { body } = await admin.get('/api/v1/groups/')
  const mine = body.filter(({ user_ids }: { user_ids: string[] }) => user_ids.includes(id))
  return mine.map(({ name }: { name: string }) => name).sort()
}

test('a person joins and leaves the groups of the same names at each sign-in', async () => {
  const entries = [person('grace', { memberOf: [cn('Editors'), cn('Sea\\2cmen'), cn('Unknown')] })]
  await using house = await openLdapHouse({ entries }, ON)
  const admin = await house.app.admin()
  await make(admin, 'Editors', 'Sea,men', 'Readers')
  const { id } = (await house.signIn('grace')).body
  expect(await groupsOf(admin, id)).toEqual(['Editors', 'Sea,men'])
  entries[0] = person('grace', { memberOf: cn('Readers') })
  await house.signIn('grace')
  expect(await groupsOf(admin, id)).toEqual(['Readers'])
  entries[0] = person('grace')
  await house.signIn('grace')
  expect(await groupsOf(admin, id)).toEqual([])
})

test('where it is not switched on, groups stay as an admin made them', async () => {
  const entries = [person('grace', { memberOf: cn('Editors') })]
  await using house = await openLdapHouse({ entries })
  const admin = await house.app.admin()
  await make(admin, 'Editors', 'Readers')
  const { id } = (await house.signIn('grace')).body
  const [, readers] = (await admin.get('/api/v1/groups/')).body
  const form = { name: 'Readers', description: '', user_ids: [id] }
  await admin.post(`/api/v1/groups/id/${readers.id}/update`, form)
  await house.signIn('grace')
  const asked = house.directory.asked.flatMap(({ attributes = [] }) => attributes)
  expect(asked).not.toContain('memberof')
  expect((await groupsOf(admin, id)).length).toBe(1)
})

test('groups are searched for where their members are written in them', async () => {
  const editors: Entry = {
    dn: cn('x'),
    cn: 'Editors',
    member: `uid=grace,${BASE}`,
    objectClass: 'g',
  }
  const unix: Entry = { dn: cn('wheel'), memberUid: 'grace', objectClass: 'g' }
  const entries = [person('grace'), editors, unix]
  const env = { ...ON, LDAP_GROUP_SEARCH_BASE: 'ou=groups,dc=example,dc=org' }
  await using house = await openLdapHouse({ entries }, env)
  const admin = await house.app.admin()
  await make(admin, 'Editors', 'wheel', 'x')
  const { id } = (await house.signIn('grace')).body
  expect(await groupsOf(admin, id)).toEqual(['Editors', 'wheel'])
  const searches = house.directory.asked.filter(({ op }) => op === 'search')
  expect(searches.map(({ dn }) => dn)).toEqual([BASE, 'ou=groups,dc=example,dc=org'])
})

test('a directory that cannot say who is in which group lets nobody in halfway', async () => {
  const entries = [person('grace')]
  const env = { ...ON, LDAP_GROUP_SEARCH_BASE: 'ou=groups,dc=example,dc=org' }
  await using house = await openLdapHouse(
    { entries, instead: ({ dn }) => (dn.startsWith('ou=groups') ? 'hang up' : undefined) },
    env,
  )
  const admin = await house.app.admin()
  expect((await house.signIn('grace')).status).toBe(400)
  expect((await admin.get('/api/v1/users/')).body).toHaveLength(1)
})
