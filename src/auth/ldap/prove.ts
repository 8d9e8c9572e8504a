// Proves who somebody is: the directory has one entry of that name, and the password opens it.
import type { Directory } from './directory'
import { findPerson, type Person } from './person'
import { bindToSearch, opens, visit } from './visit'

/** The person that name and password stand for; undefined when they stand for nobody. Throws `DirectoryError`. */
export const prove = (
  directory: Directory,
  username: string,
  password: string,
): Promise<Person | undefined> =>
  visit(directory, async client => {
    await bindToSearch(client, directory)
    const person = await findPerson(client, directory, username)
    return person && (await opens(client, person.dn, password)) ? person : undefined
  })

/** The person of a name, without a password: for admins who look what would be taken over. */
export const look = (directory: Directory, username: string): Promise<Person | undefined> =>
  visit(directory, async client => {
    await bindToSearch(client, directory)
    return findPerson(client, directory, username)
  })
