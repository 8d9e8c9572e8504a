// What hearth user does with accounts. A running Hearth notices within a second.
import * as Factors from '../auth/factors'
import { hashCost, hashPassword } from '../auth/password'
import { faultIn } from '../auth/password-rules'
import * as Sessions from '../auth/sessions'
import * as Accounts from '../auth/store'
import type { Role, UserRow } from '../auth/table'
import { openBus } from '../bus'
import { openConfig } from '../config'
import { type Db, transaction } from '../db'
import { isEmail } from '../utils/email'
import { silent } from '../utils/log'
import * as Audit from '../webui/audit/store'
import { tellRunning } from '../webui/settings/beside'
import * as Users from '../webui/users/store'
import { CommandError, say } from './command'
import { ask, askSecretly, canAsk } from './prompt'
import type { Asked } from './user'

const ROLES: readonly Role[] = ['pending', 'user', 'admin']
const RANK: Record<Role, number> = { pending: 0, user: 1, admin: 2 }
const MADE_BYTES = 12
const PICTURE = '/user.png'
const LONGEST_NAME = 255
const LONGEST_PASSWORD = 1024

export async function list({ db, flags }: Asked): Promise<void> {
  const rows = await Promise.all((await Accounts.all(db)).map(user => rowOf(db, user)))
  if (flags.json) return say(JSON.stringify(rows, null, 2))
  for (const { email, role, name, second_factor } of rows)
    say([role.padEnd(8), email, `(${name})`, second_factor ? 'second factor' : ''].join(' ').trim())
  if (rows.length === 0) say('There is no account yet.')
}

async function rowOf(db: Db, user: UserRow) {
  const { id, email, name, role, created_at, last_active_at } = user
  const iso = (ms: number) => new Date(ms).toISOString()
  const second_factor = (await Factors.held(db, id)) !== undefined
  return {
    id,
    email,
    name,
    role,
    second_factor,
    created_at: iso(created_at),
    last_active_at: iso(last_active_at),
  }
}

/** Makes an account; the very first is an admin's, whatever was said, and closes sign-up. */
export async function add({ db, env, email, flags }: Asked): Promise<void> {
  if (!isEmail(Accounts.normal(email))) throw new CommandError(`${email} is no e-mail address.`)
  if (await Accounts.byEmail(db, email))
    throw new CommandError(`There is an account with the e-mail ${email} already.`)
  const name = String(flags.name ?? email.split('@')[0]).slice(0, LONGEST_NAME)
  const wanted = roleOf(String(flags.role ?? 'user'))
  const { password, shown } = await passwordFor({ email, name }, flags.stdin === true)
  const hash = await hashPassword(password, hashCost(env))
  const row = { email, name, role: wanted, profile_image_url: PICTURE, hash }
  const { user, first } = await Accounts.create(db, row)
  if (first) {
    const config = await openConfig({ db, env, log: silent, bus: openBus(() => {}) })
    await config.set({ 'ui.enable_signup': false })
  }
  await told(db, 'user.create', user, user.role)
  say(`${user.email} has an account, with the role ${user.role}.`)
  if (shown) say(`Password: ${password}`)
}

export async function setRole({ db, email, word = '' }: Asked): Promise<void> {
  const role = roleOf(word)
  const user = await named(db, email)
  if (RANK[role] < RANK[user.role]) {
    await refusePrimary(db, user, 'The first account stays an admin.')
    await Sessions.endAll(db, user.id, null)
  }
  await Accounts.update(db, user.id, { role })
  await told(db, 'user.role', user, role)
  say(`${user.email} has the role ${role}.`)
}

/** Asks for the address to be typed, unless `--yes` was said. */
export async function remove({ db, email, flags }: Asked): Promise<void> {
  const user = await named(db, email)
  await refusePrimary(db, user, 'The first account cannot be deleted.')
  if (!flags.yes) {
    if (!canAsk()) throw new CommandError('Say --yes to delete an account without being asked.')
    const typed = await ask(`Delete ${user.email} with all chats and files? Type the e-mail: `)
    if (Accounts.normal(typed) !== user.email) throw new CommandError('Nothing was deleted.')
  }
  await Users.remove(db, user.id)
  await told(db, 'user.delete', user)
  say(`${user.email} is deleted, with all that was theirs.`)
}

export async function resetPassword({ db, env, email, flags }: Asked): Promise<void> {
  const user = await named(db, email)
  const { password, shown } = await passwordFor(user, flags.stdin === true)
  await Accounts.setHash(db, user.id, await hashPassword(password, hashCost(env)))
  await Sessions.endAll(db, user.id, null)
  await told(db, 'user.password', user)
  say(shown ? `New password of ${user.email}: ${password}` : `${user.email} has the new password.`)
  say('Every session of this account has ended.')
}

/** For those who lost their phone and their recovery codes. */
export async function resetFactor({ db, email }: Asked): Promise<void> {
  const user = await named(db, email)
  await Factors.drop(db, user.id, true)
  await told(db, 'user.factor.reset', user)
  say(`${user.email} has no second factor and no passkeys any more.`)
}

/** From standard input where asked to, else from whoever sits there; else made here, to be shown. */
async function passwordFor(
  about: { email: string; name: string },
  stdin: boolean,
): Promise<{ password: string; shown: boolean }> {
  if (!stdin && !canAsk()) return made()
  const password = stdin ? (await Bun.stdin.text()).replace(/\r?\n$/, '') : await typedTwice()
  if (password === '' && !stdin) return made()
  const fault = password.length > LONGEST_PASSWORD ? 'This is too long.' : faultIn(password, about)
  if (fault) throw new CommandError(fault)
  return { password, shown: false }
}

async function typedTwice(): Promise<string> {
  const password = await askSecretly('Password (empty makes one): ')
  if (password !== '' && (await askSecretly('Once more: ')) !== password)
    throw new CommandError('The two passwords are not the same. Nothing was changed.')
  return password
}

const made = () => ({
  password: Buffer.from(crypto.getRandomValues(new Uint8Array(MADE_BYTES))).toString('base64url'),
  shown: true,
})

async function named(db: Db, email: string): Promise<UserRow> {
  const user = await Accounts.byEmail(db, email)
  if (user) return user
  throw new CommandError(`No account has the e-mail ${email}.`)
}

function roleOf(text: string): Role {
  const role = ROLES.find(one => one === text)
  if (role) return role
  throw new CommandError(`There is no role "${text}". There are ${ROLES.join(', ')}.`, 2)
}

async function refusePrimary(db: Db, user: UserRow, why: string): Promise<void> {
  if ((await Accounts.primary(db))?.id === user.id) throw new CommandError(why)
}

/** Leaves a row in the audit log, and has a running Hearth look. */
async function told(db: Db, action: string, user: UserRow, detail?: string): Promise<void> {
  const at = Date.now()
  const row = {
    id: Bun.randomUUIDv7('hex', at),
    at,
    action,
    actor_id: null,
    actor: 'shell',
    target: user.id,
    address: '',
    outcome: 'done' as const,
    detail: detail ?? null,
    request_id: '',
    times: 1,
  }
  await Audit.add(db, [row])
  await transaction(db, tellRunning)
}
