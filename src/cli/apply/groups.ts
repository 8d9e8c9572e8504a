// The part of the plan about groups: found by name, with their members by e-mail.
import * as Groups from '../../auth/groups'
import { normal } from '../../auth/store'
import type { Path } from './file'
import type { Group } from './schema'
import type { Ground, Step } from './state'
import { change, moves } from './words'

export const planGroups = (ground: Ground): Step[] =>
  Object.entries(ground.file.said.groups ?? {}).flatMap(([name, given]) => {
    const path = ['groups', name]
    const [group, other] = ground.state.groups.filter(one => one.name === name)
    if (other) {
      ground.file.fault(path, 'there are several groups of this name; rename the others first.')
      return []
    }
    if (given === null) return group ? [remove(group)] : []
    return group ? alter(ground, path, group, given) : [make(ground, path, name, given)]
  })

const remove = ({ id, name, user_ids }: Groups.Group): Step => ({
  sign: '-',
  noun: 'group',
  name,
  details: [`with ${user_ids.length} members and what it was granted`],
  run: async tx => void (await Groups.remove(tx, id)),
})

function make(ground: Ground, path: Path, name: string, given: Group): Step {
  const { description = '', permissions = {}, members = [] } = given
  const user_ids = idsOf(ground, [...path, 'members'], members)
  const owner = ground.state.accounts[0]?.id ?? ''
  return {
    sign: '+',
    noun: 'group',
    name,
    details: [
      ...change('description', '', description),
      ...change('permissions', {}, permissions),
      ...moves('members', [], emailsOf(ground, user_ids)),
    ],
    async run(tx) {
      const { id } = await Groups.create(tx, owner, { name, description, permissions })
      await Groups.update(tx, id, {}, user_ids)
    },
  }
}

function alter(ground: Ground, path: Path, group: Groups.Group, given: Group): Step[] {
  const { description = group.description, permissions = group.permissions, members } = given
  const user_ids = members ? idsOf(ground, [...path, 'members'], members) : group.user_ids
  const details = [
    ...change('description', group.description, description),
    ...change('permissions', group.permissions, permissions),
    ...moves('members', emailsOf(ground, group.user_ids), emailsOf(ground, user_ids)),
  ]
  if (details.length === 0) return []
  return [
    {
      sign: '~',
      noun: 'group',
      name: group.name,
      details,
      async run(tx) {
        await Groups.update(tx, group.id, { description, permissions }, user_ids)
      },
    },
  ]
}

/** Ids of the accounts with these addresses; one without an account is a fault. */
export function idsOf({ file, state }: Ground, path: Path, emails: readonly string[]): string[] {
  const ids = emails.flatMap((email, index) => {
    const account = state.accounts.find(one => one.email === normal(email))
    if (!account) file.fault([...path, index], `no account has the e-mail ${email}.`)
    return account ? [account.id] : []
  })
  return [...new Set(ids)].sort()
}

const emailsOf = ({ state }: Ground, ids: readonly string[]): string[] =>
  state.accounts.filter(({ id }) => ids.includes(id)).map(({ email }) => email)
