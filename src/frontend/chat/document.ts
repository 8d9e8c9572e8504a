// The chat document as it crosses the wire: what the server stores and the pages show.

export type ReplyState = 'running' | 'done' | 'stopped' | 'interrupted' | 'failed'

/** Something attached to a message; images carry a link or a data URL in `url`. */
export interface Attachment {
  type: 'file' | 'doc' | 'collection' | 'image' | 'web_search_results'
  url?: string
  id?: string
  name?: string
}

export interface Failure {
  content: string
  code?: number | string
}

/** Token figures in the words of the provider: OpenAI's counts or Ollama's counters in nanoseconds. */
export interface Usage {
  prompt_tokens?: number
  completion_tokens?: number
  total_tokens?: number
  prompt_eval_count?: number
  eval_count?: number
  eval_duration?: number
  total_duration?: number
}

export interface Message {
  id: string
  parentId: string | null
  childrenIds: string[]
  role: 'user' | 'assistant' | 'system'
  content: string
  /** Unix seconds. */
  timestamp: number
  models?: string[]
  files?: Attachment[]
  model?: string
  modelName?: string
  done?: boolean
  error?: Failure | true | null
  info?: Usage | null
  usage?: Usage | null
  state?: ReplyState
  reasoning?: string | null
  reasoning_ms?: number | null
}

export interface History {
  currentId: string | null
  messages: Record<string, Message>
}

export interface ChatDocument {
  id?: string
  title: string
  models?: string[]
  system?: string
  params?: Record<string, unknown>
  files?: Attachment[]
  history?: History
  messages?: Message[]
  tags?: string[]
  timestamp?: number
}

export interface Chat {
  id: string
  title: string
  chat: ChatDocument
  updated_at: number
  created_at: number
  archived: boolean
  pinned: boolean | null
  folder_id: string | null
}
