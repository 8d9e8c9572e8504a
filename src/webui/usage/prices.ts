// What models cost, kept in memory: asked once a call.
import type { House } from '../../config/house'
import { perObject } from '../../utils/once'
import { PricesChanged } from './schema'
import * as Usage from './store'
import type { PriceRow } from './table'

export class Prices {
  readonly #house: House
  #held = new Map<string, PriceRow>()

  constructor(house: House) {
    this.#house = house
  }

  /** Reads them, and again when they change. Gives the function that stops that. */
  async open(): Promise<() => void> {
    await this.load()
    const { bus, log } = this.#house
    return bus.subscribe(PricesChanged, () => {
      this.load().catch(err => log.component('main').error({ err }, 'prices could not be read'))
    })
  }

  async load(): Promise<void> {
    const rows = await Usage.allPrices(this.#house.db)
    this.#held = new Map(rows.map(row => [row.model, row]))
  }

  /** In billionths of the currency; 0 for a model without a price. */
  cost(model: string, prompt: number, completion: number): number {
    const price = this.#held.get(model)
    return price ? Math.round((prompt * price.input + completion * price.output) / 1000) : 0
  }

  has(model: string): boolean {
    return this.#held.has(model)
  }
}

/** The prices of this house. */
export const pricesOf = perObject((house: House) => new Prices(house))
