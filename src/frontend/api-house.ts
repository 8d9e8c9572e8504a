// Calls about the settings of the whole server, for admins; banners are for everybody.
import type { ChangesForm, ImportForm, ResetForm } from '../webui/settings/schema'
import { open, request } from './request'

const post = <T>(path: string, body?: unknown) => request<T>(path, { method: 'POST', body })

/** What a setting takes: the part of JSON Schema that forms are made from. */
export interface Schema {
  type?: string | string[]
  enum?: string[]
  items?: Schema
  anyOf?: Schema[]
  minimum?: number
  maximum?: number
}

export interface HouseSetting {
  key: string
  area: string
  env: string[]
  /** Secrets are masked. */
  value: unknown
  default: unknown
  source: 'default' | 'environment' | 'saved' | 'pinned'
  /** The variable that says something now. */
  variable: string | null
  /** Epoch seconds. */
  saved_at: number | null
  note: string | null
  /** In English; our own words stand in the catalogue. */
  sentence: string
  secret: boolean
  of: 'lines' | 'model' | 'models' | 'language' | null
  schema: Schema
}

export interface Banner {
  id: string
  type: string
  title: string | null
  content: string
  dismissible: boolean
  timestamp: number
}

export interface Suggestion {
  title: [string, string]
  content: string
}

/** What an import would do. */
export interface Preview {
  changes: { key: string; before: unknown; after: unknown }[]
  pinned: string[]
  unknown: string[]
}

export interface Delivery {
  id: string
  action: 'signup' | 'test'
  name: string
  state: 'waiting' | 'sent' | 'failed'
  attempts: number
  status: number | null
  error: string | null
  created_at: number
}

export interface Webhook {
  host: string | null
  signed: boolean
  data: Delivery[]
}

interface All {
  data: HouseSetting[]
}

export const houseSettings = {
  list: () => request<All>('/api/v1/settings'),
  save: (changes: typeof ChangesForm._input) => post<All>('/api/v1/settings', changes),
  giveBack: (form: typeof ResetForm._input) => post<All>('/api/v1/settings/reset', form),
  exported: (secrets: boolean) => open('/api/v1/configs/export', { query: { secrets } }),
  preview: (form: typeof ImportForm._input) => post<Preview>('/api/v1/settings/preview', form),
  imported: (form: typeof ImportForm._input) => post<unknown>('/api/v1/configs/import', form),
}

export const banners = {
  list: () => request<Banner[]>('/api/v1/configs/banners'),
}

export const webhook = {
  read: () => request<Webhook>('/api/v1/webhooks'),
  test: () =>
    post<{ status: number | null; error: string | null; ms: number }>('/api/v1/webhooks/test'),
}
