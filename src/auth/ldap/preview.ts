// What of somebody's entry would be taken over, for the admin who sets the directory up.
import type { House } from '../../config/house'
import { Refusal } from '../../utils/refusal'
import * as Groups from '../groups'
import * as Accounts from '../store'
import { directoryOf } from './directory'
import { fold } from './dn'
import { DirectoryError, type DirectoryFault } from './failure'

export interface Preview {
  dn: string
  subject: string
  email: string | null
  name: string
  picture: string | null
  /** As the directory names them; null where they do not matter. */
  groups: string[] | null
  /** The groups of the house among them. */
  joined: string[]
  /** Whether somebody here has the address already. */
  known: boolean
}

/** Throws 400 with what is wrong and what to look at, when the directory cannot be asked or has nobody. */
export async function preview(house: House, user: string): Promise<Preview> {
  const { look } = await import('./prove')
  const person = await look(directoryOf(house), fold(user)).catch(error => {
    throw error instanceof DirectoryError ? new Refusal(400, advice(error)) : error
  })
  if (!person) {
    throw new Refusal(400, `There is nobody, or more than one, of the name “${user}” there.`)
  }
  const { dn, subject, email, name, picture = null, groups = null } = person
  const own = groups ? await Groups.named(house.db, groups) : []
  const known = email !== null && (await Accounts.byEmail(house.db, email)) !== undefined
  return { dn, subject, email, name, picture, groups, joined: own.map(group => group.name), known }
}

const REMEDIES: Record<DirectoryFault, string> = {
  settings: '',
  unreachable: 'Check host and port.',
  untrusted: 'Check the encryption, and name a file with the certificate of its authority.',
  silent: 'Check host and port, or give it more seconds.',
  refused: 'Check whom Hearth signs in as to search, and the password.',
  broken: 'Check the port and the encryption.',
}

const advice = ({ message, fault }: DirectoryError): string =>
  `${message} ${REMEDIES[fault]}`.trim()
