// Knowledge bases as clients see them.
import { may, owns, type Somebody, toAccessControl } from '../../auth/access'
import type { UserRow } from '../../auth/table'
import type { FileRow } from '../../storage/table'
import { seconds } from '../../utils/time'
import { withPath } from '../files/wire'
import { NOTHING, type Tally } from './files-store'
import type { Base } from './store'

/** The contract's row. Who may not write it does not see with whom it is shared. */
export function toWire(me: Somebody, { grants, ...base }: Base, file_ids: string[] | null) {
  const access = toAccessControl(grants)
  const writes = may(me, 'write', { ...base, grants })
  return {
    id: base.id,
    user_id: base.user_id,
    name: base.name,
    description: base.description,
    data: file_ids && { file_ids },
    meta: base.meta,
    access_control: writes || access === null ? access : {},
    created_at: seconds(base.created_at),
    updated_at: seconds(base.updated_at),
  }
}

/** Ours, for lists: no files, but how many there are, how far they are, and what one may do. */
export function toBrief(me: Somebody, base: Base, owner: UserRow | null, tally: Tally = NOTHING) {
  const { data: _, ...row } = toWire(me, base, null)
  return {
    ...row,
    user: owner ? nameOf(owner) : null,
    count: tally.count,
    bytes: tally.bytes,
    states: tally.states,
    reads: may(me, 'read', base),
    writes: may(me, 'write', base),
    owns: owns(me, base),
  }
}

export type Brief = ReturnType<typeof toBrief>

const nameOf = ({ id, name, profile_image_url }: UserRow) => ({ id, name, profile_image_url })

/** A file as the contract's lists of bases have it. */
export function toListed(knowledge_id: string, file: FileRow) {
  const { id, meta, created_at, updated_at } = toFile(knowledge_id, file, null)
  return { id, meta, created_at, updated_at }
}

/** The contract names the base as the collection of its files; nobody's rights hang on it. */
export function toFile(knowledge_id: string, file: FileRow, content: string | null) {
  const row = withPath({ file, content })
  return { ...row, meta: { ...row.meta, collection_name: knowledge_id } }
}
