// The part of the plan about models: what stands over a provider's model, and who may use it.
import { type Grant, toAccessControl, toGrants } from '../../auth/access'
import * as Groups from '../../auth/groups'
import type { Tx } from '../../db'
import * as Models from '../../webui/models/store'
import type { Path } from './file'
import { idsOf } from './groups'
import type { Access, Model } from './schema'
import type { Ground, Step } from './state'
import { change } from './words'

export const planModels = (ground: Ground): Step[] =>
  Object.entries(ground.file.said.models ?? {}).flatMap(([id, given]) => {
    const path = ['models', id]
    const row = ground.state.models.get(id)
    if (row && row.base_model_id !== null) {
      ground.file.fault(path, 'this is a model of the workspace, not one of a provider.')
      return []
    }
    if (given === null) return row ? [remove(row)] : []
    return row ? alter(ground, path, row, given) : make(ground, path, id, given)
  })

const remove = ({ id }: Models.Model): Step => ({
  sign: '-',
  noun: 'model',
  name: id,
  details: ['what was said about it, and who may use it'],
  run: tx => Models.remove(tx, id),
})

const PICTURE = '/static/favicon.png'
const META = { profile_image_url: PICTURE, description: null, capabilities: null }

function make(ground: Ground, path: Path, id: string, given: Model): Step[] {
  const { name = id, active = true, params = {}, meta = {}, access } = given
  if (access === undefined) {
    ground.file.fault(path, 'say who may use it: access: everyone, nobody, or groups and users.')
    return []
  }
  const wanted = wants(ground, [...path, 'access'], access)
  const said = { name, is_active: active, params, meta: { ...META, ...meta } }
  const user_id = ground.state.accounts[0]?.id ?? ''
  return [
    {
      sign: '+',
      noun: 'model',
      name: id,
      details: [
        ...change('name', id, name),
        ...change('active', true, active),
        ...change('params', {}, params),
        ...change('meta', {}, meta),
        `access ${wanted.words}`,
      ],
      async run(tx) {
        const made = { id, user_id, base_model_id: null, ...said }
        await Models.create(tx, made, await wanted.grants(tx))
      },
    },
  ]
}

function alter(ground: Ground, path: Path, row: Models.Model, given: Model): Step[] {
  const said = {
    name: given.name ?? row.name,
    is_active: given.active ?? row.is_active,
    params: given.params ?? row.params,
    meta: { ...row.meta, ...given.meta },
  }
  const wanted = given.access && wants(ground, [...path, 'access'], given.access)
  const before = words(ground, row.grants)
  const details = [
    ...change('name', row.name, said.name),
    ...change('active', row.is_active, said.is_active),
    ...change('params', row.params, said.params),
    ...change('meta', row.meta, said.meta),
    ...(wanted && wanted.words !== before ? [`access ${before} → ${wanted.words}`] : []),
  ]
  if (details.length === 0) return []
  return [
    {
      sign: '~',
      noun: 'model',
      name: row.id,
      details,
      async run(tx) {
        const changed = { ...said, updated_at: Date.now() }
        await Models.update(tx, row.id, changed, wanted && (await wanted.grants(tx)))
      },
    },
  ]
}

interface Wanted {
  words: string
  /** Names of groups become ids when those that the file makes are there. */
  grants(tx: Tx): Promise<Grant[]>
}

function wants(ground: Ground, path: Path, access: Access): Wanted {
  if (access === 'everyone') return { words: access, grants: async () => toGrants(null) }
  if (access === 'nobody') return { words: access, grants: async () => [] }
  const sides = (['read', 'write'] as const).map(verb => {
    const { groups = [], users = [] } = access[verb] ?? {}
    groups.forEach((name, index) => {
      checkGroup(ground, [...path, verb, 'groups', index], name)
    })
    const user_ids = idsOf(ground, [...path, verb, 'users'], users)
    return { verb, names: [...new Set(groups)], user_ids }
  })
  return {
    words: sentence(
      sides.map(({ verb, names, user_ids }) => ({ verb, names, emails: emails(ground, user_ids) })),
    ),
    async grants(tx) {
      const control: Record<string, { group_ids: string[]; user_ids: string[] }> = {}
      for (const { verb, names, user_ids } of sides) {
        const group_ids = (await Groups.named(tx, names)).map(({ id }) => id)
        control[verb] = { group_ids, user_ids }
      }
      return toGrants(control)
    },
  }
}

/** A group that is there once, or that this file makes. */
function checkGroup({ file, state }: Ground, path: Path, name: string): void {
  const found = state.groups.filter(group => group.name === name).length
  const made = file.said.groups?.[name]
  if (made === null) file.fault(path, `this file removes the group ${name}.`)
  else if (found > 1) file.fault(path, `there are several groups named ${name}.`)
  else if (found === 0 && !made) file.fault(path, `there is no group ${name}.`)
}

/** The same words for grants as for what a file wants. */
function words(ground: Ground, grants: readonly Grant[]): string {
  const control = toAccessControl(grants)
  if (control === null) return 'everyone'
  return sentence(
    (['read', 'write'] as const).map(verb => {
      const { group_ids = [], user_ids = [] } = control[verb] ?? {}
      const names = ground.state.groups
        .filter(({ id }) => group_ids.includes(id))
        .map(({ name }) => name)
      return { verb, names, emails: emails(ground, user_ids) }
    }),
  )
}

const emails = ({ state }: Ground, ids: readonly string[]): string[] =>
  state.accounts.filter(({ id }) => ids.includes(id)).map(({ email }) => email)

function sentence(sides: { verb: string; names: string[]; emails: string[] }[]): string {
  const said = sides
    .map(({ verb, names, emails }) => ({ verb, who: [...names.toSorted(), ...emails.toSorted()] }))
    .filter(({ who }) => who.length > 0)
    .map(({ verb, who }) => `${verb} ${who.join(', ')}`)
  return said.length > 0 ? said.join('; ') : 'nobody'
}
