// Lets the rule about old chats do its work once a day.
import type { House } from '../../config/house'
import { daily } from '../system/daily'
import { retentionOf } from './run'

/** Gives the closer, which lets the step under way end. */
export function keepRetention(house: House): () => Promise<void> {
  const retention = retentionOf(house)
  const rest = daily(house, 'retention', async () => void (await retention.run()))
  return async () => {
    await retention.close()
    await rest()
  }
}
