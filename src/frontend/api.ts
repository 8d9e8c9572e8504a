// The only file that knows URLs: every call of the server, typed.
import type { z } from 'zod'
import type * as Ollama from '../ollama/schema'
import type * as OpenAi from '../openai/schema'
import type * as Auths from '../webui/auths/schema'
import type * as Connections from '../webui/connections/schema'
import type { ModelForm } from '../webui/models/schema'
import { lines, open, request } from './request'
import type * as Wire from './wire'

/** What a form of the server takes, before it has read it. */
type Form<Schema extends z.ZodType> = z.input<Schema>

const at = (...parts: (string | number)[]): string =>
  parts.map(part => encodeURIComponent(part)).join('/')

const post = <T>(path: string, body?: unknown) => request<T>(path, { method: 'POST', body })
const remove = <T>(path: string) => request<T>(path, { method: 'DELETE' })

/** Who is signed in, signing in and out, and what one's own account holds. */
export const account = {
  publicConfig: () => request<Wire.PublicConfig>('/api/config'),
  session: () => request<Wire.Session>('/api/v1/auths/'),
  signIn: (form: Form<typeof Auths.SignIn>) => post<Wire.Session>('/api/v1/auths/signin', form),
  signInByDirectory: (form: { user: string; password: string }) =>
    post<Wire.Session>('/api/v1/auths/ldap', form),
  signUp: (form: Form<typeof Auths.SignUp>) => post<Wire.Session>('/api/v1/auths/signup', form),
  signOut: () => request<{ status: boolean; redirect_url?: string }>('/api/v1/auths/signout'),
  adminDetails: () =>
    request<{ name: string | null; email: string | null }>('/api/v1/auths/admin/details'),
  saveProfile: (form: Form<typeof Auths.Profile>) =>
    post<Wire.UserBrief>('/api/v1/auths/update/profile', form),
  savePassword: (form: Form<typeof Auths.NewPassword>) =>
    post<boolean>('/api/v1/auths/update/password', form),
  settings: () => request<Wire.UserSettings | null>('/api/v1/users/user/settings'),
  saveSettings: (settings: Wire.UserSettings) =>
    post<Wire.UserSettings>('/api/v1/users/user/settings/update', settings),
}

/** Images as links to files: inside a chat they would come along, whole, with every answer. */
const LINKS = { images: 'link' }

const postChat = (path: string, body?: unknown) =>
  request<Wire.Chat>(path, { method: 'POST', query: LINKS, body })

/** Chats of the signed-in person. Lists come 60 to a page, page 1 first, newest first. */
export const chats = {
  list: (page: number, signal?: AbortSignal) =>
    request<Wire.ChatTitle[]>('/api/v1/chats/', { query: { page }, ...(signal ? { signal } : {}) }),
  search: (text: string, page: number, signal?: AbortSignal) =>
    request<Wire.ChatTitle[]>('/api/v1/chats/search', {
      query: { text, page },
      ...(signal ? { signal } : {}),
    }),
  pinned: () => request<Wire.ChatTitle[]>('/api/v1/chats/pinned', { query: { shape: 'title' } }),
  archived: () => request<Wire.ChatTitle[]>('/api/v1/chats/archived'),
  exportAll: () => open('/api/v1/chats/all'),
  read: (id: string, signal?: AbortSignal) =>
    request<Wire.Chat>(`/api/v1/chats/${at(id)}`, { query: LINKS, ...(signal ? { signal } : {}) }),
  /** The chat with its images inside, for a file of its own. */
  readWhole: (id: string) => request<Wire.Chat>(`/api/v1/chats/${at(id)}`),
  importOne: (item: { chat: Wire.ChatDocument; meta?: object; pinned?: boolean }) =>
    postChat('/api/v1/chats/import', item),
  save: (id: string, chat: Partial<Wire.ChatDocument>) =>
    postChat(`/api/v1/chats/${at(id)}`, { chat }),
  /** Shows the branch that ends at that message. */
  turn: (id: string, current_id: string) =>
    post<{ current_id: string }>(`/api/v1/chats/${at(id)}/current`, { current_id }),
  pin: (id: string) => postChat(`/api/v1/chats/${at(id)}/pin`),
  archive: (id: string) => postChat(`/api/v1/chats/${at(id)}/archive`),
  archiveAll: () => post<boolean>('/api/v1/chats/archive/all'),
  clone: (id: string) => postChat(`/api/v1/chats/${at(id)}/clone`),
  remove: (id: string, keepalive = false) =>
    request<boolean>(`/api/v1/chats/${at(id)}`, { method: 'DELETE', keepalive }),
  removeAll: () => remove<boolean>('/api/v1/chats/'),
}

/** Replies, which belong to the server: they go on when this page is closed. */
export const replies = {
  start: (form: Wire.ReplyStart) => post<Wire.Reply>('/api/v1/replies', form),
  running: (chat_id?: string) =>
    request<{ data: Wire.Reply[] }>('/api/v1/replies', { query: { chat_id } }),
  read: (id: string) => request<Wire.Reply>(`/api/v1/replies/${at(id)}`),
  stop: (id: string) => post<Wire.Reply>(`/api/v1/replies/${at(id)}/stop`),
  /** The event stream (SSE) from the event after `after`, or from the start. */
  events: (id: string, after: number | undefined, signal: AbortSignal) =>
    open(`/api/v1/replies/${at(id)}/events`, { query: { after }, signal }),
}

/** Temporary chats: the server keeps nothing. */
export const completions = {
  stream: (body: object, signal: AbortSignal) =>
    open('/api/chat/completions', { method: 'POST', body, signal }),
}

/** Files of messages. */
export const files = {
  upload: (file: File, signal?: AbortSignal) => {
    const body = new FormData()
    body.append('file', file)
    return request<{ id: string; filename: string }>('/api/v1/files/', {
      method: 'POST',
      body,
      ...(signal ? { signal } : {}),
    })
  },
  contentUrl: (id: string) => `/api/v1/files/${at(id)}/content`,
}

/** Models and where they come from. */
export const models = {
  list: () => request<{ data: Wire.Model[] }>('/api/models'),
  connections: () => request<{ data: Wire.ConnectionState[] }>('/api/v1/connections/state'),
  local: () => request<{ data: Wire.LocalProvider[] }>('/api/v1/connections/local'),
  access: (form: Form<typeof Connections.AccessForm>) =>
    post<unknown>('/api/v1/connections/access', form),
  /** The row over a model; 401 where there is none. */
  row: (id: string) => request<Wire.ModelRow>('/api/v1/models/model', { query: { id } }),
  makeRow: (form: Form<typeof ModelForm>) => post<unknown>('/api/v1/models/create', form),
  saveRow: (form: Form<typeof ModelForm>) =>
    request<unknown>('/api/v1/models/model/update', {
      method: 'POST',
      query: { id: form.id },
      body: form,
    }),
}

/** OpenAI-style and Ollama connections; for admins. */
export const providers = {
  openai: () => request<Wire.OpenAiConfig>('/openai/config'),
  saveOpenai: (config: Wire.OpenAiConfig) =>
    post<Wire.OpenAiConfig>(
      '/openai/config/update',
      config satisfies Form<typeof OpenAi.ConfigForm>,
    ),
  verifyOpenai: (form: Form<typeof OpenAi.VerifyForm>) =>
    post<{ data?: { id: string }[] }>('/openai/verify', form),
  openaiModels: (idx: number) => request<{ data?: { id: string }[] }>(`/openai/models/${at(idx)}`),
  ollama: () => request<Wire.OllamaConfig>('/ollama/config'),
  saveOllama: (config: Wire.OllamaConfig) =>
    post<Wire.OllamaConfig>(
      '/ollama/config/update',
      config satisfies Form<typeof Ollama.ConfigForm>,
    ),
  verifyOllama: (form: Form<typeof Ollama.VerifyForm>) =>
    post<{ version: string }>('/ollama/verify', form),
  ollamaTags: (idx: number) =>
    request<{ models: Wire.OllamaModel[] }>(`/ollama/api/tags/${at(idx)}`),
  pull: (idx: number, name: string, signal: AbortSignal) =>
    lines<Wire.PullProgress>(`/ollama/api/pull/${at(idx)}`, {
      method: 'POST',
      body: { name },
      signal,
    }),
  removeModel: (idx: number, name: string) =>
    request<boolean>(`/ollama/api/delete/${at(idx)}`, { method: 'DELETE', body: { name } }),
}

/** Settings of the whole server; for admins. */
export const house = {
  people: () => request<Wire.Person[]>('/api/v1/users/'),
  saveRole: (form: { id: string; role: string }) =>
    post<Wire.Person | null>('/api/v1/users/update/role', form),
  version: () => request<{ version: string }>('/api/version'),
}

const PATIENCE = 2000

/** Whether the server answers at all. */
export const answers = (): Promise<boolean> =>
  fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) }).then(
    response => response.ok,
    () => false,
  )

/** The address of the event socket. */
export const socketUrl = (): string =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`
