// Settings of accounts and of what people see.
import { z } from 'zod'
import { address } from '../utils/kinds'
import { permissions } from './permissions'
import {
  between,
  form,
  oneOf,
  row,
  secret,
  structure,
  text,
  textOrNull,
  texts,
  toggle,
} from './row'
import { suggestions } from './suggestions'

/** `-1` and `0` never end; otherwise numbers with units, summed. */
const LIFETIME = /^(-1|0|(-?\d{1,9}(\.\d{1,9})?(ms|s|m|h|d|w)){1,6})$/

/** A title is shown in two lines, however many texts the contract lets in. */
const title = z
  .array(z.string())
  .transform(([first = '', second = '']): [string, string] => [first, second])
const suggestion = z.object({ title, content: z.string() })

const banner = z.object({
  id: z.string(),
  type: z.string(),
  title: z.string().nullable().default(null),
  content: z.string(),
  dismissible: z.boolean(),
  timestamp: z.int(),
})

const web = address('http', 'https')
/** Kept to the letter: a slash at its end may count. */
const hook = { ...web, parse: (text: string) => web.parse(text) && text.trim() }

export const accounts = {
  'ui.enable_signup': toggle('ENABLE_SIGNUP', true, 'People may create accounts themselves.'),
  'ui.ENABLE_LOGIN_FORM': toggle('ENABLE_LOGIN_FORM', true, 'Sign-in with e-mail and password.'),
  'ui.default_user_role': oneOf(
    'DEFAULT_USER_ROLE',
    ['pending', 'user', 'admin'],
    'pending',
    'Role of a new account; pending waits for an admin.',
  ),
  'auth.api_key.enable': toggle('ENABLE_API_KEY', true, 'People may make and use API keys.'),
  'auth.jwt_expiry': form(
    'JWT_EXPIRES_IN',
    LIFETIME,
    '-1, or a time such as 12h, 4w or 1h30m',
    '-1',
    'How long a session lasts at most; -1 is without end.',
  ),
  'auth.second_factor': oneOf(
    'SECOND_FACTOR',
    ['nobody', 'admins', 'everybody'],
    'nobody',
    'Who has to set up a second factor; others may.',
  ),
  'auth.passkeys.enable': toggle('ENABLE_PASSKEYS', true, 'People may sign in with passkeys.'),
  'auth.admin.show': toggle('SHOW_ADMIN_DETAILS', true, 'Waiting people see whom to ask.'),
  'auth.admin.email': textOrNull('ADMIN_EMAIL', 'The address that waiting people see.'),
  'auth.admin.export': toggle(
    'ENABLE_ADMIN_EXPORT',
    true,
    'Admins may export all chats and the database.',
    { firm: true },
  ),
  'auth.admin.chat_access': toggle(
    'ENABLE_ADMIN_CHAT_ACCESS',
    true,
    'Admins may read the chats of others.',
    { firm: true },
  ),
  'user.permissions': permissions,
}

export const webhook = {
  webhook_url: row(
    'WEBHOOK_URL',
    hook,
    z
      .string()
      .max(2048)
      .refine(url => url === '' || hook.parse(url) !== undefined, `Must be ${hook.allowed}`),
    '',
    'Address that is told when somebody makes an account; empty is nobody.',
    { secret: true },
  ),
  'webhook.secret': secret('WEBHOOK_SECRET', 'Signs what the webhook is told; empty is unsigned.'),
  'webhook.timeout': between('WEBHOOK_TIMEOUT', 1, 60, 10, 'Seconds that the webhook may take.'),
  'webhook.attempts': between('WEBHOOK_ATTEMPTS', 1, 10, 5, 'How often it is tried.'),
}

export const ui = {
  'ui.default_locale': text('DEFAULT_LOCALE', '', 'Language of a new visitor; empty is his own.', {
    of: 'language',
  }),
  'ui.default_models': textOrNull('DEFAULT_MODELS', 'Models of a new chat, divided by commas.', {
    of: 'models',
  }),
  'ui.model_order_list': texts('', [], 'Models listed first, in this order.', { of: 'models' }),
  'ui.prompt_suggestions': structure(
    '',
    z.array(suggestion),
    suggestions,
    'What an empty chat proposes.',
  ),
  'ui.banners': structure('WEBUI_BANNERS', z.array(banner), [], 'Notices above every page.'),
  'ui.enable_community_sharing': toggle(
    'ENABLE_COMMUNITY_SHARING',
    true,
    'Old clients offer to share outside.',
  ),
  'ui.enable_message_rating': toggle('ENABLE_MESSAGE_RATING', true, 'Replies can be rated.'),
}

export const arena = {
  'evaluation.arena.enable': toggle(
    'ENABLE_EVALUATION_ARENA_MODELS',
    true,
    'Models that hide which model answers.',
  ),
  'evaluation.arena.models': structure(
    '',
    z.array(z.record(z.string(), z.unknown())),
    [],
    'The arena models.',
  ),
}
