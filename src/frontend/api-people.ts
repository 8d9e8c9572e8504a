// Calls about people, groups and the directory they come from, for admins.
import type { z } from 'zod'
import type { Preview } from '../auth/ldap/preview'
import type { Permissions } from '../config/permissions'
import type { Belongings } from '../webui/users/belongings'
import type { Report } from '../webui/users/import'
import type { Fault } from '../webui/users/roster'
import type { PeoplePage, UserForm } from '../webui/users/schema'
import { lines, request } from './request'
import type { Chat, ChatTitle, Role, UserBrief } from './wire'

export type { Belongings, Fault, Permissions, Preview, Report }

const at = (...parts: string[]): string => parts.map(part => encodeURIComponent(part)).join('/')
const post = <T>(path: string, body?: unknown) => request<T>(path, { method: 'POST', body })
const remove = <T>(path: string) => request<T>(path, { method: 'DELETE' })

export interface Person extends UserBrief {
  last_active_at: number
  created_at: number
  /** Ids. */
  groups: string[]
  /** What opens the account: `password`, `ldap`… */
  ways: string[]
  second_factor: boolean
  /** The account made first, which nobody demotes or deletes. */
  primary: boolean
}

export type Ask = Omit<z.input<typeof PeoplePage>, 'limit' | 'after'>

export interface PersonPage {
  data: Person[]
  next: string | null
  total: number
}

/** Ids by what became of them. */
export interface RolesOutcome {
  changed: string[]
  spared: string[]
  unknown: string[]
}

/** A line that the server writes while it takes a list in. */
export type ImportStep = { done: number; of: number } | { made: number } | { detail: string }

export const people = {
  page: (ask: Ask, after?: string) =>
    request<PersonPage>('/api/v1/users/search', {
      query: { ...ask, after } as Record<string, string>,
    }),
  read: (id: string) => request<Person>(`/api/v1/users/${at(id)}/account`),
  add: (form: { name: string; email: string; password: string; role: Role }) =>
    post<UserBrief>('/api/v1/auths/add', form),
  save: (id: string, form: z.input<typeof UserForm>) =>
    post<UserBrief>(`/api/v1/users/${at(id)}/update`, form),
  setRoles: (form: { ids: string[]; role: Role }) =>
    post<RolesOutcome>('/api/v1/users/update/roles', form),
  setGroups: (id: string, group_ids: string[]) =>
    post<{ group_ids: string[] }>(`/api/v1/users/${at(id)}/groups`, { group_ids }),
  belongings: (id: string) => request<Belongings>(`/api/v1/users/${at(id)}/belongings`),
  remove: (id: string) => remove<boolean>(`/api/v1/users/${at(id)}`),
  unlink: (id: string, provider: string) =>
    remove<boolean>(`/api/v1/users/${at(id)}/identities/${at(provider)}`),
  preview: (form: { text: string; skip_known: boolean }) =>
    post<Report>('/api/v1/users/import/preview', form),
  takeIn: (form: { text: string; skip_known: boolean }, signal: AbortSignal) =>
    lines<ImportStep>('/api/v1/users/import', { method: 'POST', body: form, signal }),
  chats: (id: string, skip: number) =>
    request<ChatTitle[]>(`/api/v1/chats/list/user/${at(id)}`, { query: { skip } }),
  chat: (id: string) =>
    request<Chat>(`/api/v1/chats/share/${at(id)}`, { query: { images: 'link' } }),
}

export interface Group {
  id: string
  name: string
  description: string
  permissions: Record<string, Record<string, boolean>>
  user_ids: string[]
  updated_at: number
}

/** Something that is open to a group. */
export interface Granted {
  resource: string
  id: string
  name: string
  verbs: ('read' | 'write')[]
}

type GroupForm = Pick<Group, 'name' | 'description'> &
  Partial<Pick<Group, 'permissions' | 'user_ids'>>

export const groups = {
  list: () => request<Group[]>('/api/v1/groups/'),
  make: (form: Pick<Group, 'name' | 'description'>) => post<Group>('/api/v1/groups/create', form),
  save: (id: string, form: GroupForm) => post<Group>(`/api/v1/groups/id/${at(id)}/update`, form),
  granted: async (id: string) =>
    (await request<{ data: Granted[] }>(`/api/v1/groups/id/${at(id)}/granted`)).data,
  remove: (id: string) => remove<boolean>(`/api/v1/groups/id/${at(id)}/delete`),
  defaults: () => request<Permissions>('/api/v1/users/default/permissions'),
  saveDefaults: (tree: Permissions) => post<Permissions>('/api/v1/users/default/permissions', tree),
}

export const directory = {
  /** What would be taken over of somebody, by the settings as they are saved. */
  attempt: (user: string) => post<Preview>('/api/v1/auths/admin/ldap/try', { user }),
}
