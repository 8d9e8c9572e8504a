// Calls about what is seen and kept: the audit log, usage, budgets, how long chats stay, the system.
import type { BudgetForm } from '../webui/budgets/schema'
import type { RuleForm } from '../webui/retention/schema'
import type { PriceForm } from '../webui/usage/schema'
import { request } from './request'
import type { ConnectionState } from './wire'

const post = <T>(path: string, body?: unknown) => request<T>(path, { method: 'POST', body })
const remove = <T>(path: string) => request<T>(path, { method: 'DELETE' })

const withQuery = (path: string, query: Record<string, string | undefined>): string => {
  const said = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return `${path}?${new URLSearchParams(said)}`
}

export type Outcome = 'done' | 'refused' | 'failed'

/** One thing that somebody did; times are epoch seconds. */
export interface Happening {
  id: string
  at: number
  action: string
  actor: string | null
  actor_id: string | null
  target: string | null
  address: string
  outcome: Outcome
  detail: string | null
  request_id: string
  times: number
}

/** What the log is narrowed down to; moments are epoch seconds. */
export interface AuditFilter {
  actor?: string
  action?: string
  target?: string
  outcome?: Outcome | ''
  from?: string
  to?: string
}

export const audit = {
  page: (filter: AuditFilter, before?: string) =>
    request<{ data: Happening[]; next: string | null }>(
      withQuery('/api/v1/audit/', { ...filter, ...(before && { before }) }),
    ),
  actions: () => request<{ data: string[] }>('/api/v1/audit/actions'),
  /** An address for the browser to save. */
  file: (filter: AuditFilter, format: 'csv' | 'jsonl'): string =>
    withQuery('/api/v1/audit/export', { ...filter, format }),
}

export interface Figures {
  calls: number
  failed: number
  stopped: number
  prompt_tokens: number
  completion_tokens: number
  estimated_tokens: number
  /** In the currency. */
  cost: number
}

export type UsageKind = 'chat' | 'task' | 'text' | 'embedding' | 'speech'

export interface UsageLine extends Figures {
  day?: string
  user?: string
  user_name?: string | null
  user_email?: string | null
  model?: string
  connection?: string
  kind?: UsageKind
}

export interface Usage {
  from: string
  to: string
  currency: string
  total: Figures
  data: UsageLine[]
  more: boolean
}

/** Days as `2026-07-31`, both included; `user` is an id, or `me`. */
export interface UsageQuery {
  from: string
  to: string
  group: string
  user?: string
  model?: string
}

/** For a million tokens. */
export interface Price {
  model: string
  input: number
  output: number
}

export const usage = {
  read: (query: UsageQuery) => request<Usage>(withQuery('/api/v1/usage/', { ...query })),
  /** An address for the browser to save. */
  file: (query: UsageQuery): string => withQuery('/api/v1/usage/export', { ...query }),
  prices: () => request<{ currency: string; data: Price[] }>('/api/v1/usage/prices'),
  setPrice: (price: typeof PriceForm._input) => post<Price>('/api/v1/usage/prices', price),
  removePrice: (model: string) => remove<boolean>(withQuery('/api/v1/usage/prices', { model })),
}

export type BudgetInput = typeof BudgetForm._input

export interface Budget {
  id: string
  subject: BudgetInput['subject']
  subject_id: string | null
  /** Of the person or the group; for admins. */
  name?: string | null
  model: string | null
  unit: 'tokens' | 'money'
  span: 'day' | 'month'
  amount: number
  used: number
  state: 'free' | 'near' | 'used-up'
  /** Epoch seconds. */
  fresh_at: number
  people_over?: number
}

interface Budgets {
  currency: string
  data: Budget[]
}

export const budgets = {
  mine: () => request<Budgets>('/api/v1/budgets/mine'),
  list: () => request<Budgets>('/api/v1/budgets/'),
  create: (form: BudgetInput) => post<Budget>('/api/v1/budgets/', form),
  update: (id: string, form: BudgetInput) =>
    post<Budget>(`/api/v1/budgets/${encodeURIComponent(id)}`, form),
  remove: (id: string) => remove<boolean>(`/api/v1/budgets/${encodeURIComponent(id)}`),
  groups: () => request<{ id: string; name: string }[]>('/api/v1/groups/'),
}

export interface Retention {
  days: number
  name: string
  last_run: number | null
  running: { done: number; total: number } | null
}

export interface RetentionPreview {
  days: number
  chats: number
  people: number
  examples: { id: string; title: string | null; user_name: string; updated_at: number }[]
}

export const retention = {
  read: () => request<Retention>('/api/v1/retention/'),
  preview: (days: number) =>
    request<RetentionPreview>(withQuery('/api/v1/retention/preview', { days: String(days) })),
  save: (form: typeof RuleForm._input) => post<Retention>('/api/v1/retention/', form),
  run: (name: string) => post<Retention>('/api/v1/retention/run', { name }),
}

/** Sizes are in bytes, moments in epoch seconds. */
export interface System {
  version: string
  commit: string
  runtime: string
  platform: string
  started_at: number
  time_zone: string
  memory: { resident: number; heap: number }
  replies: number
  sockets: number
  database: {
    kind: 'sqlite' | 'postgres'
    path: string | null
    size: number
    version: number
    newest: number
    people: number
    chats: number
  }
  folder: { path: string; free: number; total: number }
  files: { count: number; size: number }
  vectors: {
    engine: 'sqlite-vec' | 'exact' | 'broken' | 'pgvector' | 'missing'
    version: string | null
    error: string | null
  }
  connections: ConnectionState[]
  log: { level: string; parts: Record<string, string> }
  audit: { dropped: number; waiting: number }
  tracing: boolean
  metrics_token: boolean
  /** Admins may take a copy of the database. */
  exports: boolean
}

export const system = {
  state: () => request<System>('/api/v1/system'),
  /** An address for the browser to save. */
  copy: '/api/v1/utils/db/download',
}
