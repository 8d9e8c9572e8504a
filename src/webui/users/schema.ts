// What crosses the wire about people.
import { z } from 'zod'
import { bool, int, queryText } from '../../utils/fields'
import { email, name, password, picture } from '../auths/schema'

/** Read for the sake of old clients; everybody is listed. */
export const Page = z.object({ skip: int().default(0), limit: int().default(50) })

export const RoleForm = z.object({ id: z.string(), role: z.enum(['pending', 'user', 'admin']) })

export const UserForm = z.object({
  name,
  email,
  profile_image_url: picture,
  password: password.nullish(),
})
export type UserForm = z.infer<typeof UserForm>

export const Settings = z.looseObject({
  ui: z.record(z.string(), z.unknown()).nullable().default({}),
})

export const Info = z.record(z.string(), z.unknown())

/** The whole tree; what it does not know is dropped. */
export const PermissionsForm = z.object({
  workspace: z.object({ models: bool(), knowledge: bool(), prompts: bool(), tools: bool() }),
  chat: z.object({ file_upload: bool(), delete: bool(), edit: bool(), temporary: bool() }),
})

const id = z.string().max(64)
const role = z.enum(['pending', 'user', 'admin'])

/** `after` is the `next` of the page before. */
export const PeoplePage = z.object({
  query: queryText(200).default(''),
  role: role.optional(),
  group: queryText(64).optional(),
  sort: z.enum(['name', 'email', 'role', 'created', 'active']).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: int().pipe(z.int().min(1).max(200)).default(50),
  after: queryText(2000).optional(),
})

export const RolesForm = z.object({ ids: z.array(id).min(1).max(1000), role })

export const GroupsForm = z.object({ group_ids: z.array(id).max(10_000) })

export const RosterForm = z.object({
  /** The file: rows of name, e-mail, password and role. */
  text: z.string(),
  skip_known: bool().default(false),
})
