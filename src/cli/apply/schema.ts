// What a file of `hearth apply` may say. Whatever it does not mention stays as it is.
import { z } from 'zod'
import { GroupName, Permissions } from '../../webui/groups/schema'
import { ModelId } from '../../webui/models/schema'

/** The form of the file that this Hearth reads. */
export const VERSION = 1

const text = z.string().max(100_000)
const line = z.string().max(512)
const named = z.strictObject({
  groups: z.array(GroupName).optional(),
  users: z.array(line).optional(),
})

/** `everyone` may read; `nobody` is left to admins; or groups by name and people by e-mail. */
const Access = z.union([
  z.enum(['everyone', 'nobody']),
  z.strictObject({ read: named.optional(), write: named.optional() }),
])
export type Access = z.infer<typeof Access>

const Model = z.strictObject({
  name: line.optional(),
  active: z.boolean().optional(),
  access: Access.optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
})
export type Model = z.infer<typeof Model>

const Group = z.strictObject({
  description: text.optional(),
  permissions: Permissions.optional(),
  /** E-mail addresses: these and no others. */
  members: z.array(line).optional(),
})
export type Group = z.infer<typeof Group>

const Connection = z.strictObject({
  url: z.string().max(2048),
  key: z.string().max(8192).optional(),
  name: line.optional(),
  prefix: z.string().max(100).optional(),
  models: z.array(line).optional(),
  enabled: z.boolean().optional(),
  everyone: z.boolean().optional(),
})
export type Connection = z.infer<typeof Connection>

export const Said = z.strictObject({
  version: z.literal(VERSION),
  /** By key, nested or with dots; null gives a setting back. */
  settings: z.record(z.string(), z.unknown()).optional(),
  /** All connections of a kind, in order. */
  connections: z
    .strictObject({
      openai: z.array(Connection).optional(),
      ollama: z.array(Connection).optional(),
    })
    .optional(),
  /** By id; null removes what is said about a model. */
  models: z.record(ModelId, Model.nullable()).optional(),
  /** By name; null removes a group. */
  groups: z.record(GroupName, Group.nullable()).optional(),
  prompts: z.unknown().optional(),
})
export type Said = z.infer<typeof Said>
