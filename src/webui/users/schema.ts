// What crosses the wire about people.
import { z } from 'zod'
import { bool, int } from '../../utils/fields'
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
