// Signing in through the directory: limits first, then the proof, then the house's own policy.
import type { House } from '../../config/house'
import { Refusal } from '../../utils/refusal'
import { addressOf } from '../address'
import { arrive, type Policy } from '../arrive'
import { happened } from '../happened'
import { admitSignIn, noteFailure, noteSuccess } from '../limits'
import type { UserRow } from '../table'
import { Unwelcome } from '../unwelcome'
import { directoryOf } from './directory'
import { fold } from './dn'
import { DirectoryError } from './failure'
import type { Person } from './person'

interface Given {
  user: string
  password: string
}

/** Why nobody comes in, for the page to say in the person's language. */
type Trouble = 'off' | 'wrong' | 'away' | 'mail'

const AWAY =
  'The directory does not answer as it should. Try again later, or tell your administrator.'
const OFF = 'Sign-in through LDAP is turned off.'
const NO_MAIL = 'Your entry in the directory has no e-mail address. Ask your administrator.'
const WRONG = 'The user name or the password is not right. Please check both and try again.'

/** An unknown name is one question to the directory, a wrong password two: nobody shall hear which. */
const SHORTEST_REFUSAL_MS = 400

/** The account of whom name and password stand for. Throws 400 for all that goes wrong, 429 when too often. */
export const signInByDirectory = (house: House, request: Request, given: Given): Promise<UserRow> =>
  come(house, request, given).catch(error => {
    if (error instanceof Refusal) {
      const detail = error.status === 429 ? 'ldap, too many attempts' : 'ldap'
      const outcome = 'refused'
      happened(house, request, { action: 'session.open', outcome, actor: given.user, detail })
    }
    throw error
  })

async function come(house: House, request: Request, given: Given): Promise<UserRow> {
  if (!house.config.get('ldap.enable')) throw new Unwelcome<Trouble>('off', 400, OFF)
  const name = fold(given.user)
  const key = `ldap ${name}`
  const address = addressOf(request, house.env)
  admitSignIn(house, key, address)
  const person = await proven(house, name, given.password)
  admitSignIn(house, key, address)
  if (!person) {
    noteFailure(house, key, address)
    throw new Unwelcome<Trouble>('wrong', 400, WRONG)
  }
  noteSuccess(house, key, address)
  return arrive(house, identityOf(person), policyOf(house, person))
}

async function proven(house: House, name: string, password: string): Promise<Person | undefined> {
  const settled = Bun.sleep(SHORTEST_REFUSAL_MS)
  const person = await ask(house, name, password)
  if (!person) await settled
  return person
}

/** Without a password any name would open: directories take that for a visit of nobody. */
async function ask(house: House, name: string, password: string): Promise<Person | undefined> {
  if (name === '' || password === '') return undefined
  const { prove } = await import('./prove')
  return prove(directoryOf(house), name, password).catch(error => {
    if (!(error instanceof DirectoryError)) throw error
    house.log.component('auth').error({ err: error, fault: error.fault }, 'LDAP sign-in failed')
    throw new Unwelcome<Trouble>('away', 400, AWAY)
  })
}

function identityOf({ subject, email, name, picture, groups }: Person) {
  if (email === null) throw new Unwelcome<Trouble>('mail', 400, NO_MAIL)
  return {
    provider: 'ldap',
    subject,
    email,
    email_verified: true,
    name,
    ...(picture && { picture }),
    ...(groups && { groups }),
  }
}

/** The directory says who belongs to the house: sign-up being closed does not concern it. */
const policyOf = ({ config }: House, { groups }: Person): Policy => ({
  signup: true,
  merge: config.get('ldap.merge_accounts_by_email'),
  domains: [],
  groups: groups !== undefined,
})
