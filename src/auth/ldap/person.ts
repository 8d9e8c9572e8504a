// A person in the directory: the entry found, and what of it is taken over.
import type { Client, Entry } from 'ldapts'
import { isEmail } from '../../utils/email'
import { sniffRaster } from '../../utils/sniff'
import type { Directory } from './directory'
import { fold, groupName, normalDn } from './dn'
import { DirectoryError } from './failure'
import { filled, personFilter } from './filter'
import { search } from './visit'

export interface Person {
  /** The name of the entry, as the directory writes it. */
  dn: string
  /** What the person is known by from then on. */
  subject: string
  /** Null where the entry has none that is one. */
  email: string | null
  name: string
  /** A data URL. */
  picture?: string
  /** Undefined where groups do not matter here. */
  groups?: string[]
}

const UUID = 'entryUUID'
const GUID = 'objectGUID'
const UUID_FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const PICTURE_BYTES = 1_000_000
const MOST_GROUPS = 1000
const LONGEST_NAME = 255

/**
 * The one entry of that user name, or undefined: nobody has it, or more than one. Throws
 * `DirectoryError`.
 */
export async function findPerson(
  client: Client,
  directory: Directory,
  username: string,
): Promise<Person | undefined> {
  const { people, groups } = directory
  const attributes = [people.username, people.mail, people.name, people.picture, UUID, GUID]
  const found = await search(client, people.base, {
    filter: personFilter(people.username, username, people.filter),
    attributes: [...attributes, groups?.attribute ?? ''].filter(Boolean),
    bytes: [GUID, people.picture],
    sizeLimit: 2,
  })
  const [entry] = found
  if (found.length !== 1 || !entry || !isOf(entry, people.username, username)) return undefined
  return {
    ...read(entry, directory),
    ...(groups && { groups: await groupsOf(client, entry, directory, username) }),
  }
}

/** The directory may match more loosely than we do; the name must be the one that was typed. */
const isOf = (entry: Entry, attribute: string, username: string): boolean =>
  texts(entry, attribute).some(text => fold(text) === fold(username))

function read(entry: Entry, { people }: Directory): Person {
  const email = texts(entry, people.mail).find(text => isEmail(text.trim())) ?? null
  const [name = ''] = texts(entry, people.name)
  const image = picture(entry, people.picture)
  return {
    dn: entry.dn,
    subject: subject(entry),
    email,
    name: name.trim().slice(0, LONGEST_NAME),
    ...(image && { picture: image }),
  }
}

/** An id that outlives moves and new names where the directory has one, else the name itself. */
function subject(entry: Entry): string {
  const [uuid = ''] = texts(entry, UUID)
  if (UUID_FORM.test(uuid)) return uuid.toLowerCase()
  const [guid] = values(entry, GUID)
  if (guid?.length === 16) return `${GUID.toLowerCase()}=${guid.toString('hex')}`
  const name = normalDn(entry.dn)
  // Nobody's name would sign in without a password being looked at.
  if (!name) throw new DirectoryError('broken', 'It gives an entry without a proper name.')
  return name
}

function picture(entry: Entry, attribute: string): string | undefined {
  for (const bytes of values(entry, attribute)) {
    const type = bytes.length <= PICTURE_BYTES && sniffRaster(bytes)
    if (type) return `data:${type};base64,${bytes.toString('base64')}`
  }
  return undefined
}

async function groupsOf(
  client: Client,
  entry: Entry,
  { groups }: Directory,
  username: string,
): Promise<string[]> {
  if (!groups) return []
  if (groups.base === '') {
    const listed = texts(entry, groups.attribute).slice(0, MOST_GROUPS)
    return listed.map(text => groupName(text) ?? text)
  }
  const found = await search(client, groups.base, {
    filter: filled(groups.filter, { dn: entry.dn, username }),
    attributes: ['cn'],
    sizeLimit: MOST_GROUPS,
  })
  return found.flatMap(group => texts(group, 'cn')[0] ?? groupName(group.dn) ?? [])
}

/** Attribute names know no case, and directories answer in their own. */
function values(entry: Entry, attribute: string): Buffer[] {
  const wanted = attribute.toLowerCase()
  const [, found = []] =
    Object.entries(entry).find(([name]) => name !== 'dn' && name.toLowerCase() === wanted) ?? []
  return [found].flat().map(value => Buffer.from(value))
}

const texts = (entry: Entry, attribute: string): string[] =>
  values(entry, attribute).map(value => value.toString())
