// One visit to a directory: a connection, what is asked over it, and an end in good time.
import {
  type Client,
  type Entry,
  type Filter,
  FilterParser,
  InvalidCredentialsError,
  Client as LdapClient,
  NoSuchObjectError,
  ResultCodeError,
} from 'ldapts'
import { dial } from './dial'
import type { Directory } from './directory'
import { DirectoryError } from './failure'
import { isWhole } from './filter'

/**
 * Opens a connection, does the work with it and closes it, all within the directory's patience.
 * Throws `DirectoryError`.
 */
export async function visit<T>(
  directory: Directory,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(directory.patience)
  const socket = await dial(directory, signal)
  const client = new LdapClient({ url: 'ldap://directory', createConnection: once(socket) })
  try {
    return await work(client)
  } catch (error) {
    if (signal.aborted) throw new DirectoryError('silent', 'It took too long to answer.', error)
    throw explain(error)
  } finally {
    socket.destroy()
  }
}

/** The connection that was dialled, and no second one: that would be in clear. */
function once<S>(socket: S): () => S {
  let taken = false
  return () => {
    if (taken) throw new DirectoryError('unreachable', 'It closed the connection.')
    taken = true
    return socket
  }
}

/** Signs in to search; as nobody where no name is set. Throws `DirectoryError`. */
export async function bindToSearch(client: Client, { app }: Directory): Promise<void> {
  if (app.dn === '') return
  // A name without a password would be nobody's sign-in, and succeed (RFC 4513, 5.1.2).
  if (app.password === '') {
    throw new DirectoryError('settings', 'There is no password to search with.')
  }
  await client.bind(app.dn, app.password).catch(error => {
    if (!(error instanceof InvalidCredentialsError)) throw error
    throw new DirectoryError('refused', 'It does not accept the name and password to search with.')
  })
}

/** Whether the password is that of the entry. Throws `DirectoryError` when nobody can say. */
export async function opens(client: Client, dn: string, password: string): Promise<boolean> {
  try {
    await client.bind(dn, password)
    return true
  } catch (error) {
    if (error instanceof InvalidCredentialsError) return false
    throw error
  }
}

/** Entries below `base`; referrals to other servers are not followed. `bytes`: attributes that are no text. */
export async function search(
  client: Client,
  base: string,
  options: { filter: string; attributes: string[]; sizeLimit: number; bytes?: string[] },
): Promise<Entry[]> {
  const { attributes, sizeLimit, bytes = [] } = options
  const filter = parsed(options.filter)
  const found = await client.search(base, {
    scope: 'sub',
    derefAliases: 'never',
    filter,
    attributes,
    sizeLimit,
    explicitBufferAttributes: bytes,
  })
  return found.searchEntries
}

function parsed(filter: string): Filter {
  try {
    if (isWhole(filter)) return FilterParser.parseString(filter)
  } catch {}
  throw new DirectoryError('settings', `The search filter cannot be read: ${filter}`)
}

function explain(error: unknown): unknown {
  if (error instanceof DirectoryError) return error
  const why = error instanceof Error ? error.message : String(error)
  if (error instanceof NoSuchObjectError) {
    return new DirectoryError('settings', 'There is nothing at the place to search in.', error)
  }
  if (error instanceof ResultCodeError) {
    return new DirectoryError('refused', `It refuses: ${why.trim()}`, error)
  }
  if (/^(Connection closed|Socket (error|connection))/.test(why)) {
    return new DirectoryError('unreachable', 'It closed the connection.', error)
  }
  return new DirectoryError('broken', 'It does not answer as a directory does.', error)
}
