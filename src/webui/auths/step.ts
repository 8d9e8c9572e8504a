// The second step of signing in, and signing in with a passkey alone.
import { Elysia } from 'elysia'
import { addressOf } from '../../auth/address'
import { welcomed } from '../../auth/admit'
import * as Factors from '../../auth/factors'
import { guard } from '../../auth/guard'
import { happened } from '../../auth/happened'
import {
  admitChallenge,
  admitCode,
  admitSignIn,
  noteFailure,
  noteWrongCode,
} from '../../auth/limits'
import * as Passkeys from '../../auth/passkeys'
import { misfit, type Response, signed, signing } from '../../auth/passkeys-ceremony'
import * as Accounts from '../../auth/store'
import type { UserRow } from '../../auth/table'
import * as Tickets from '../../auth/tickets'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { OfTicket, Signed, Step } from './step-schema'
import { entered, signed as withCookie } from './welcome'

export const steps = (house: House) =>
  new Elysia()
    .use(guard(house))
    .post('/second-factor', ({ body, request }) => takeStep(house, request, body), {
      role: 'any',
      body: Step,
    })
    .post('/second-factor/passkey', ({ body, request }) => challenge(house, request, body.ticket), {
      role: 'any',
      body: OfTicket,
    })
    .post('/passkeys/challenge', ({ request }) => openChallenge(house, request), { role: 'any' })
    .post('/passkeys/sign-in', ({ body, request }) => signInAlone(house, request, body), {
      role: 'any',
      body: Signed,
    })

type Given = typeof Step._output

/** Opens the session that the first step was for. Throws 410 when that is too long ago. */
async function takeStep(house: House, request: Request, given: Given) {
  const ticket = await ticketOf(house, request, 'step', given.ticket)
  const user = await Accounts.byId(house.db, ticket.account_id ?? '')
  if (!user) throw expired()
  admitSignIn(house, user.email, addressOf(request, house.env))
  const taken = given.passkey
    ? byPasskey(house, request, ticket, given.passkey)
    : byCode(house, user, given.code ?? '')
  const method = await taken.catch(error => refused(house, request, user, ticket, error))
  if (!(await Tickets.spend(house.db, ticket))) throw expired()
  const { way, provider_sid } = ticket.data
  const sid = typeof provider_sid === 'string' ? provider_sid : null
  return entered(house, await welcomed(house, user, request, String(way), method, sid))
}

/** A wrong answer counts for the ticket, the account and the address; then it is told. */
async function refused(
  house: House,
  request: Request,
  user: UserRow,
  ticket: Tickets.Ticket,
  error: unknown,
): Promise<never> {
  if (error instanceof Refusal && error.status === 400) {
    await Tickets.miss(house.db, ticket)
    noteFailure(house, user.email, addressOf(request, house.env))
    const detail = `${String(ticket.data.way)}, second step`
    happened(house, request, { action: 'session.open', outcome: 'refused', by: user, detail })
  }
  throw error
}

async function byCode(house: House, user: UserRow, typed: string): Promise<Factors.Method> {
  const kind = Factors.kindOf(typed)
  if (kind === 'recovery' && (await Factors.takeRecovery(house.db, user.id, typed))) return kind
  if (kind === 'app') {
    admitCode(house, user.id)
    const factor = await Factors.held(house.db, user.id)
    const fits = factor && (await Factors.takeApp(house, factor, typed))
    admitCode(house, user.id)
    if (fits) return kind
    noteWrongCode(house, user.id)
  }
  throw new Refusal(400, constants.INVALID_CODE, {}, { reason: 'code' })
}

async function byPasskey(
  house: House,
  request: Request,
  ticket: Tickets.Ticket,
  response: Response,
): Promise<Factors.Method> {
  const { challenge, ...rest } = ticket.data
  await Tickets.keep(house.db, ticket, rest)
  const key = await Passkeys.byId(house.db, response.id)
  if (!key || key.account_id !== ticket.account_id || !challenge) throw misfit()
  const counter = await signed(house, request, String(challenge), key, response, false)
  if (!(await Passkeys.used(house.db, key.id, counter))) throw misfit()
  return 'passkey'
}

/** What a browser signs in the second step with one of the account's passkeys. */
async function challenge(house: House, request: Request, text: string) {
  const ticket = await ticketOf(house, request, 'step', text)
  const keys = await Passkeys.byUser(house.db, ticket.account_id ?? '')
  if (keys.length === 0) throw misfit()
  const options = await signing(house, request, keys)
  await Tickets.keep(house.db, ticket, { ...ticket.data, challenge: options.challenge })
  return { options }
}

/** What a browser signs to come in with a passkey, whosever it is. */
async function openChallenge(house: House, request: Request) {
  admitChallenge(house, addressOf(request, house.env))
  const options = await signing(house, request)
  const { bound, cookie } = Tickets.browserOf(house, request)
  const data = { challenge: options.challenge }
  const wanted = { kind: 'passkey', account_id: null, bound, data } as const
  return withCookie({ ticket: await Tickets.issue(house.db, wanted), options }, cookie)
}

/** A passkey whose owner showed himself to it is password and second factor in one. */
async function signInAlone(house: House, request: Request, given: typeof Signed._output) {
  const address = addressOf(request, house.env)
  const ticket = await ticketOf(house, request, 'passkey', given.ticket)
  if (!(await Tickets.spend(house.db, ticket))) throw expired()
  admitSignIn(house, given.passkey.id, address)
  const key = await Passkeys.byId(house.db, given.passkey.id)
  const user = key && (await Accounts.byId(house.db, key.account_id))
  const opened = async (): Promise<UserRow> => {
    if (!key || !user) throw misfit()
    const { challenge } = ticket.data
    const counter = await signed(house, request, String(challenge), key, given.passkey, true)
    if (!(await Passkeys.used(house.db, key.id, counter))) throw misfit()
    return user
  }
  const owner = await opened().catch(error => {
    noteFailure(house, given.passkey.id, address)
    const what = { action: 'session.open', outcome: 'refused', detail: 'passkey' } as const
    happened(house, request, { ...what, by: user ?? null })
    throw error
  })
  return entered(house, await welcomed(house, owner, request, 'passkey'))
}

async function ticketOf(house: House, request: Request, kind: Tickets.Kind, text: string) {
  const ticket = await Tickets.find(house.db, kind, text, Tickets.boundTo(request))
  if (!ticket) throw expired()
  return ticket
}

/** 410: too late, too often, or from another browser than the one that began. */
const expired = (): Refusal =>
  new Refusal(410, 'This sign-in took too long. Begin again.', {}, { reason: 'late' })
