// Who may come in, and whom the waiting may ask.
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import * as Accounts from '../../auth/store'
import type { Settings } from '../../config'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { AuthForm } from './schema'

export const authConfigs = (house: House) =>
  new Elysia({ prefix: '/auths/admin' })
    .use(guard(house))
    .get('/details', () => details(house), { role: 'session' })
    .get('/config', () => read(house), { role: 'admin' })
    .post('/config', ({ body }) => write(house, body), {
      role: 'admin',
      audit: 'settings.change',
      body: AuthForm,
    })

/** The configured address and whose it is, else the account that was made first. */
async function details({ db, config }: House) {
  if (!config.get('auth.admin.show')) throw new Refusal(400, constants.ACTION_PROHIBITED)
  const email = config.get('auth.admin.email')
  const person = email ? await Accounts.byEmail(db, email) : await Accounts.primary(db)
  return { name: person?.name ?? null, email: email || (person?.email ?? null) }
}

const read = ({ config }: House) => ({
  SHOW_ADMIN_DETAILS: config.get('auth.admin.show'),
  ENABLE_SIGNUP: config.get('ui.enable_signup'),
  ENABLE_API_KEY: config.get('auth.api_key.enable'),
  DEFAULT_USER_ROLE: config.get('ui.default_user_role'),
  JWT_EXPIRES_IN: config.get('auth.jwt_expiry'),
  ENABLE_COMMUNITY_SHARING: config.get('ui.enable_community_sharing'),
  ENABLE_MESSAGE_RATING: config.get('ui.enable_message_rating'),
})

const LIFETIME = /^(-1|0|-?\d{1,9}(\.\d{1,9})?(ms|s|m|h|d|w))$/

/** A role or a lifetime that is none is passed over, as the contract has it; the rest is saved. */
async function write(house: House, form: AuthForm) {
  await house.config.set({
    'auth.admin.show': form.SHOW_ADMIN_DETAILS,
    'ui.enable_signup': form.ENABLE_SIGNUP,
    'auth.api_key.enable': form.ENABLE_API_KEY,
    'ui.enable_community_sharing': form.ENABLE_COMMUNITY_SHARING,
    'ui.enable_message_rating': form.ENABLE_MESSAGE_RATING,
    ...(isRole(form.DEFAULT_USER_ROLE) && { 'ui.default_user_role': form.DEFAULT_USER_ROLE }),
    ...(LIFETIME.test(form.JWT_EXPIRES_IN) && { 'auth.jwt_expiry': form.JWT_EXPIRES_IN }),
  })
  return read(house)
}

const isRole = (text: string): text is Settings['ui.default_user_role'] =>
  text === 'pending' || text === 'user' || text === 'admin'
