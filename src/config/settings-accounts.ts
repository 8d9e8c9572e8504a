// Settings of accounts and of what people see.
import { z } from 'zod'
import { permissions } from './permissions'
import { form, oneOf, structure, text, textOrNull, texts, toggle } from './row'
import { suggestions } from './suggestions'

/** `-1` and `0` never end; otherwise numbers with units, summed. */
const LIFETIME = /^(-1|0|(-?\d{1,9}(\.\d{1,9})?(ms|s|m|h|d|w)){1,6})$/

const suggestion = z.object({ title: z.tuple([z.string(), z.string()]), content: z.string() })

const banner = z.object({
  id: z.string(),
  type: z.string(),
  title: z.string().nullable().default(null),
  content: z.string(),
  dismissible: z.boolean(),
  timestamp: z.int(),
})

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
  'auth.admin.show': toggle('SHOW_ADMIN_DETAILS', true, 'Waiting people see whom to ask.'),
  'auth.admin.email': textOrNull('ADMIN_EMAIL', 'The address that waiting people see.'),
  'user.permissions': permissions,
  webhook_url: text('WEBHOOK_URL', '', 'Is told when somebody signs up.', { secret: true }),
}

export const ui = {
  'ui.default_locale': text('DEFAULT_LOCALE', '', 'Language of a new visitor; empty is his own.'),
  'ui.default_models': textOrNull('DEFAULT_MODELS', 'Models of a new chat, divided by commas.'),
  'ui.model_order_list': texts('', [], 'Models listed first, in this order.'),
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
