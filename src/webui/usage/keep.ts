// Opens what counts usage in a running Hearth: prices, budgets, the ledger.
import type { House } from '../../config/house'
import { rulesOf } from '../budgets/rules'
import { daily } from '../system/daily'
import { ledgerOf } from './ledger'
import { pricesOf } from './prices'

/** Counts from now on, and forgets what is too old once a day. Gives the closer. */
export async function keepUsage(house: House): Promise<() => Promise<void>> {
  const offs = [await pricesOf(house).open(), await rulesOf(house).open()]
  const rest = daily(house, 'usage', () => ledgerOf(house).sweep())
  return async () => {
    for (const off of offs) off()
    await rest()
    await ledgerOf(house).close()
  }
}
