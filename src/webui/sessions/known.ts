// Looks whether there is an account before an admin acts on it.
import * as Accounts from '../../auth/store'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'

/** The id of an account that there is. Throws 404. */
export async function known({ db }: House, id: string): Promise<string> {
  if (await Accounts.byId(db, id)) return id
  throw new Refusal(404, constants.NOT_FOUND)
}
