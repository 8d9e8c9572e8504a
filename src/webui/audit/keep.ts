// Opens the audit log of a running Hearth.
import type { House } from '../../config/house'
import { perObject } from '../../utils/once'
import { daily } from '../system/daily'
import { Recorder } from './recorder'

/** The recorder of this house. */
export const recorder = perObject((house: House) => new Recorder(house))

/** Records from now on, and forgets what is too old once a day. Gives the closer. */
export function keepAudit(house: House): () => Promise<void> {
  const close = recorder(house).open()
  const rest = daily(house, 'audit', async () => void (await recorder(house).sweep()))
  return async () => {
    await rest()
    await close()
  }
}
