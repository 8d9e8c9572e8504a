// Accounts and what opens them: passwords, sessions, keys; and the grants on everything else.
import { integer, json, primaryKey, table, text, time } from '../db/columns'

/** `user` is a reserved word in PostgreSQL, so the table is `account`. Emails are kept lower-case. */
export const accounts = table('account', {
  id: text().primaryKey(),
  email: text().notNull(),
  name: text().notNull(),
  role: text().$type<Role>().notNull(),
  profile_image_url: text().notNull(),
  settings: json<Record<string, unknown>>(),
  info: json<Record<string, unknown>>(),
  created_at: time().notNull(),
  updated_at: time().notNull(),
  last_active_at: time().notNull(),
})

export const passwords = table('password', {
  account_id: text().primaryKey(),
  hash: text().notNull(),
  changed_at: time().notNull(),
})

export const sessions = table('session', {
  id: text().primaryKey(),
  account_id: text().notNull(),
  created_at: time().notNull(),
  used_at: time().notNull(),
  expires_at: time(),
  user_agent: text().notNull(),
  address: text().notNull(),
  /** How it came in: `password`, `passkey`, `ldap`…; empty for one from before this was kept. */
  way: text().notNull().default(''),
  /** What the provider that it came through calls it. */
  provider_sid: text(),
})

/** `hash` is the SHA-256 of the whole key in hex, `hint` its last four characters. */
export const apiKeys = table('api_key', {
  id: text().primaryKey(),
  account_id: text().notNull(),
  name: text().notNull(),
  hash: text().notNull(),
  hint: text().notNull(),
  created_at: time().notNull(),
  used_at: time(),
  expires_at: time(),
  /** What it opens; see `opens` in keys.ts. */
  scope: text().$type<Scope>().notNull().default('all'),
  /** The only models it may use; null is all that its account may. */
  models: json<string[]>(),
})

/** An authenticator app. `secret` is sealed; `last_step` is the period whose code was taken last. */
export const factors = table('factor', {
  account_id: text().primaryKey(),
  secret: text().notNull(),
  last_step: integer().notNull(),
  created_at: time().notNull(),
})

export const recoveryCodes = table(
  'recovery_code',
  { account_id: text().notNull(), hash: text().notNull(), used_at: time() },
  t => [primaryKey({ columns: [t.account_id, t.hash] })],
)

/** `id` and `public_key` are base64url, as the browser and the library have them. */
export const passkeys = table('passkey', {
  id: text().primaryKey(),
  account_id: text().notNull(),
  name: text().notNull(),
  public_key: text().notNull(),
  counter: integer().notNull(),
  transports: json<string[]>().notNull(),
  created_at: time().notNull(),
  used_at: time(),
})

/** `hash` is the SHA-256 of the ticket, `bound` that of the browser's own secret, or a session's id. */
export const tickets = table('ticket', {
  hash: text().primaryKey(),
  kind: text().notNull(),
  account_id: text(),
  bound: text().notNull(),
  data: json<Record<string, unknown>>().notNull(),
  tries: integer().notNull(),
  expires_at: time().notNull(),
})

/** Who may do what: `principal` is `user`, `group` or `everyone` (then `principal_id` is ''). */
export const grants = table(
  'access_grant',
  {
    resource: text().notNull(),
    resource_id: text().notNull(),
    principal: text().$type<'user' | 'group' | 'everyone'>().notNull(),
    principal_id: text().notNull(),
    verb: text().$type<'read' | 'write'>().notNull(),
  },
  t => [primaryKey({ columns: [t.resource, t.resource_id, t.verb, t.principal, t.principal_id] })],
)

/** People who are given rights together. Permissions widen what the house gives everybody. */
export const groups = table('user_group', {
  id: text().primaryKey(),
  /** Who made it. */
  user_id: text().notNull(),
  name: text().notNull(),
  description: text().notNull(),
  permissions: json<Tree>().notNull(),
  data: json<Record<string, unknown>>(),
  meta: json<Record<string, unknown>>(),
  created_at: time().notNull(),
  updated_at: time().notNull(),
})

/** Who a person is at a provider; compared exactly, never by pattern. `issuer` is empty where there is none. */
export const identities = table(
  'identity',
  {
    provider: text().notNull(),
    issuer: text().notNull(),
    subject: text().notNull(),
    account_id: text().notNull(),
    created_at: time().notNull(),
    used_at: time().notNull(),
  },
  t => [primaryKey({ columns: [t.provider, t.issuer, t.subject] })],
)

/** What counts once, by its SHA-256, until it expires. */
export const spent = table('spent', {
  hash: text().primaryKey(),
  expires_at: time().notNull(),
})

export const members = table(
  'group_member',
  { group_id: text().notNull(), user_id: text().notNull() },
  t => [primaryKey({ columns: [t.group_id, t.user_id] })],
)

/** Permissions by name, as deep as the contract has them: `{ chat: { delete: true } }`. */
export interface Tree {
  [name: string]: boolean | Tree
}

/** What a key is good for: everything, reading, completions, or the lists of models. */
export type Scope = 'all' | 'read' | 'completions' | 'models'
export type Role = 'pending' | 'user' | 'admin'
export type UserRow = typeof accounts.$inferSelect
export type GroupRow = typeof groups.$inferSelect
export type SessionRow = typeof sessions.$inferSelect
