// The shapes that travel between this client and the server (snake_case as on the wire).

export type Role = 'pending' | 'user' | 'admin'

export interface UserBrief {
  id: string
  email: string
  name: string
  role: Role
  profile_image_url: string
}

export interface Session extends UserBrief {
  token: string
  token_type: string
  expires_at?: number | null
  permissions?: Record<string, unknown>
  /** Has to be set up before anything else is open. */
  second_factor?: 'owed'
}

export interface Person extends UserBrief {
  last_active_at: number
  created_at: number
}

export interface PublicConfig {
  onboarding?: boolean
  status: boolean
  name: string
  version: string
  default_locale: string
  /** What the directory is called, where people may sign in with it. */
  ldap?: { label: string }
  /** Names of the providers that are set up, by their keys. */
  oauth?: { providers: Record<string, string> }
  features: {
    auth: boolean
    auth_trusted_header: boolean
    enable_ldap: boolean
    enable_api_key: boolean
    enable_signup: boolean
    enable_login_form: boolean
    enable_admin_chat_access?: boolean
    enable_passkeys: boolean
    /** Only said to people who are signed in. */
    enable_web_search?: boolean
  }
  default_models?: string | null
  default_prompt_suggestions?: { title: string[]; content: string }[]
}

/** Free-form for the server; these are the keys this client reads and writes. */
export interface UserSettings {
  ui?: {
    models?: string[]
    system?: string
    params?: Record<string, unknown>
    theme?: string
    language?: string
    enterToSend?: boolean
    [key: string]: unknown
  }
  [key: string]: unknown
}

export interface ChatTitle {
  id: string
  title: string
  updated_at: number
  created_at: number
}

import type { Report, Source, Status } from '../completion/sources/schema'
import type { toWire as toModelRow } from '../webui/models/wire'

export type { Report, Source, Status }

export type MessageState = 'running' | 'done' | 'stopped' | 'interrupted' | 'failed'

export interface MessageFile {
  type: string
  id?: string
  name?: string
  url?: string
  [key: string]: unknown
}

export interface Message {
  id: string
  parentId: string | null
  childrenIds: string[]
  role: 'user' | 'assistant'
  content: string
  timestamp: number
  models?: string[]
  files?: MessageFile[]
  model?: string
  modelName?: string
  done?: boolean
  error?: { content: string; code?: number | string } | boolean
  info?: Record<string, unknown>
  usage?: Record<string, unknown>
  state?: MessageState
  reasoning?: string
  reasoning_ms?: number
  /** What the answer is founded on, how it was found, and how the looking went. */
  sources?: Source[]
  retrieval?: Report
  statusHistory?: Status[]
}

export interface ChatDocument {
  id?: string
  title?: string
  models?: string[]
  params?: Record<string, unknown>
  history?: { currentId: string | null; messages: Record<string, Message> }
  messages?: Message[]
  tags?: string[]
  timestamp?: number
  [key: string]: unknown
}

export interface Chat {
  id: string
  user_id: string
  title: string
  chat: ChatDocument
  updated_at: number
  created_at: number
  share_id: string | null
  archived: boolean
  pinned: boolean | null
  meta: Record<string, unknown>
  folder_id: string | null
}

export interface ReplyStart {
  chat_id?: string | null
  parent_id?: string | null
  message?: { id: string; content: string; files?: MessageFile[]; models?: string[] }
  user_message_id?: string
  continue_id?: string
  id?: string
  model: string
  params?: Record<string, unknown>
  features?: { web_search?: boolean }
}

export interface Reply {
  id: string
  chat_id: string
  user_message_id: string
  model: string
  state: MessageState
  event: number
  created_at: number
}

/** What an answer says of where it comes from. */
export type Founded = Pick<Message, 'sources' | 'retrieval' | 'statusHistory'>

export type ReplyEvent =
  | ({ type: 'snapshot'; content: string; reasoning: string; state: MessageState } & Founded)
  | { type: 'content'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'usage'; usage: Record<string, unknown> }
  | { type: 'title'; title: string }
  | { type: 'status'; statusHistory: Status[] }
  | { type: 'sources'; sources: Source[]; retrieval: Report }
  | {
      type: 'done'
      state: MessageState
      error?: { content: string; code?: number | string }
      message: Message
    }

/** A row over a model, as admins read and write it. */
export type ModelRow = ReturnType<typeof toModelRow>

export interface Model {
  id: string
  name: string
  owned_by: string
  object?: string
  created?: number
  urlIdx?: number
  openai?: Record<string, unknown>
  ollama?: Record<string, unknown> & { urls?: number[] }
  /** The row that says more about the model, if there is one. */
  info?: {
    is_active?: boolean
    access_control?: { read?: { group_ids?: string[]; user_ids?: string[] } } | null
    meta?: {
      description?: string | null
      profile_image_url?: string
      /** What its answers are founded on besides, in the contract's shape. */
      knowledge?: MessageFile[] | null
    }
  }
}

export type ProviderKind = 'openai' | 'ollama'

export interface ConnectionState {
  kind: ProviderKind
  idx: number
  name: string
  state: 'ok' | 'slow' | 'down' | 'off' | 'unknown'
  error?: string
  models: number
  checked_at: number
  url?: string
}

export interface LocalProvider {
  kind: string
  name: string
  url: string
  models: string[]
}

export interface ConnectionOptions {
  enable?: boolean
  prefix_id?: string
  model_ids?: string[]
  key?: string
  /** What an admin calls it. */
  name?: string
  everyone?: boolean
  [key: string]: unknown
}

export interface OpenAiConfig {
  ENABLE_OPENAI_API: boolean
  OPENAI_API_BASE_URLS: string[]
  OPENAI_API_KEYS: string[]
  OPENAI_API_CONFIGS: Record<string, ConnectionOptions>
}

export interface OllamaConfig {
  ENABLE_OLLAMA_API: boolean
  OLLAMA_BASE_URLS: string[]
  OLLAMA_API_CONFIGS: Record<string, ConnectionOptions>
}

export interface OllamaModel {
  name: string
  model: string
  size?: number
}

export interface PullProgress {
  status?: string
  digest?: string
  total?: number
  completed?: number
  error?: string
}

/** What the server says over /ws. */
export type LiveEvent =
  | { type: 'hello'; session_id: string; user_id: string }
  | {
      type: 'chat'
      action: 'changed' | 'deleted'
      chat_id: string
      chat?: ChatTitle & { pinned: boolean | null; archived: boolean }
      by?: string
    }
  | { type: 'chats'; action: 'changed'; by?: string }
  | { type: 'reply'; action: 'started' | 'ended'; reply: Reply }
  | {
      type: 'file'
      file_id: string
      state: 'stored' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'deleted'
      stage: string
      done: number
      total: number
      error: string | null
    }
  | { type: 'knowledge'; action: 'changed' | 'deleted'; knowledge_id: string }
  | { type: 'index'; action: 'changed' }
  | { type: 'models'; action: 'changed' }
  | { type: 'settings'; action: 'changed' }
  | { type: 'user'; user: UserBrief }
  | { type: 'user-count'; count: number }
  | { type: 'usage'; models: string[] }
  | { type: 'budget'; share: number }
  | { type: 'session'; action: 'ended' }
  | { type: 'pong' }
