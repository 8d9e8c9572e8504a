// What somebody may do: what the house gives everybody, widened by the groups he is in.

import type { House } from '../config/house'
import type { Permissions } from '../config/permissions'
import { constants } from '../constants'
import { Refusal } from '../utils/refusal'
import type { Principal } from './principal'
import type { Tree } from './table'

/** `area.leaf` of the house's tree. */
export type Permission = {
  [A in keyof Permissions]: `${A}.${keyof Permissions[A] & string}`
}[keyof Permissions]

/** The house's tree with those of the groups over it; a group only ever adds. */
export const permissionsOf = (house: House, { groups }: Pick<Principal, 'groups'>): Tree =>
  groups.reduce<Tree>(
    (tree, { permissions }) => widen(tree, permissions),
    house.config.get('user.permissions') as Tree,
  )

/** Whether somebody may; an admin may everything. */
export function permitted(
  house: House,
  me: Pick<Principal, 'user' | 'groups'>,
  permission: Permission,
): boolean {
  if (me.user.role === 'admin') return true
  const [area = '', leaf = ''] = permission.split('.')
  const branch = permissionsOf(house, me)[area]
  return typeof branch === 'object' && branch[leaf] === true
}

/** Throws 401, as the contract has it, when somebody may not. */
export function need(house: House, me: Principal, permission: Permission): void {
  if (!permitted(house, me, permission)) throw new Refusal(401, constants.ACCESS_PROHIBITED)
}

/** Leaves are true where either says so; where one has a leaf and the other a branch, the first stays. */
function widen(tree: Tree, more: Tree): Tree {
  const merged: Tree = { ...tree }
  for (const [name, value] of Object.entries(more)) {
    const held = Object.hasOwn(tree, name) ? tree[name] : undefined
    if (held === undefined) merged[name] = value
    else if (typeof held === 'object' && typeof value === 'object')
      merged[name] = widen(held, value)
    else if (typeof held === 'boolean' && typeof value === 'boolean') merged[name] = held || value
  }
  return merged
}
