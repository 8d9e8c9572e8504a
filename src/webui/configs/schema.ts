// What crosses the wire about the settings of the whole server.
import { z } from 'zod'
import { bool, int } from '../../utils/fields'

const text = z.string().max(100_000)
const line = z.string().max(512)

/** Secrets travel only when they are asked for. */
export const ExportQuery = z.object({ secrets: bool().default(false) })

export const AuthForm = z.object({
  SHOW_ADMIN_DETAILS: bool(),
  ENABLE_SIGNUP: bool(),
  ENABLE_API_KEY: bool(),
  DEFAULT_USER_ROLE: line,
  JWT_EXPIRES_IN: line,
  ENABLE_COMMUNITY_SHARING: bool(),
  ENABLE_MESSAGE_RATING: bool(),
})
export type AuthForm = z.infer<typeof AuthForm>

export const ModelsForm = z.object({
  DEFAULT_MODELS: z.string().max(10_000).nullable(),
  MODEL_ORDER_LIST: z.array(line).max(5000).nullable(),
})

const Suggestion = z.object({ title: z.array(text), content: text })
export const SuggestionsForm = z.object({ suggestions: z.array(Suggestion).max(500) })

const Banner = z.object({
  id: line,
  type: line,
  title: text.nullable().default(null),
  content: text,
  dismissible: bool(),
  timestamp: int(),
})
export const BannersForm = z.object({ banners: z.array(Banner).max(100) })

export const TaskForm = z.object({
  TASK_MODEL: line.nullable(),
  TASK_MODEL_EXTERNAL: line.nullable(),
  TITLE_GENERATION_PROMPT_TEMPLATE: text,
  ENABLE_AUTOCOMPLETE_GENERATION: bool(),
  AUTOCOMPLETE_GENERATION_INPUT_MAX_LENGTH: int(),
  TAGS_GENERATION_PROMPT_TEMPLATE: text,
  ENABLE_TAGS_GENERATION: bool(),
  ENABLE_SEARCH_QUERY_GENERATION: bool(),
  ENABLE_RETRIEVAL_QUERY_GENERATION: bool(),
  QUERY_GENERATION_PROMPT_TEMPLATE: text,
  TOOLS_FUNCTION_CALLING_PROMPT_TEMPLATE: text,
})
export type TaskForm = z.infer<typeof TaskForm>

const Arena = z.record(z.string(), z.unknown())
export const ArenaForm = z.object({
  ENABLE_EVALUATION_ARENA_MODELS: bool().nullable().default(null),
  EVALUATION_ARENA_MODELS: z.array(Arena).max(500).nullable().default(null),
})
export type ArenaForm = z.infer<typeof ArenaForm>

export const WebhookForm = z.object({ url: z.string().trim() })

export const LdapForm = z.object({ enable_ldap: bool().nullable().default(null) })

export const LdapServerForm = z.object({
  label: line,
  host: line,
  port: int().nullable().default(null),
  attribute_for_username: line.default('uid'),
  app_dn: z.string().max(4096),
  app_dn_password: z.string().max(1024),
  search_base: z.string().max(4096),
  search_filters: z.string().max(4096).default(''),
  use_tls: bool().default(true),
  certificate_path: z.string().max(4096).nullable().default(null),
  ciphers: z.string().max(4096).nullable().default('ALL'),
})
export type LdapServerForm = z.infer<typeof LdapServerForm>

export const LdapTryForm = z.object({ user: z.string().trim().min(1).max(320) })
