// Which models are in use, told to each person as far as he may know of them.
import type { Somebody } from '../auth/access'
import type { House } from '../config/house'
import type { Presence } from './presence'
import type { Seat, Seats } from './seats'

/** Whether somebody may know of the model with that id. */
export type Sees = (me: Somebody, model: string) => boolean

/** Looks once at who may see what, for as many people as there are; handed in from above. */
export type Sight = (house: House) => Promise<Sees>

/** Tells everyone, or all sockets of some users. */
export type Say = (models: string[], to: 'everyone' | readonly string[]) => void

export class Usage {
  readonly #house: House
  readonly #seats: Seats
  readonly #presence: Presence
  readonly #sight: Sight

  constructor(house: House, seats: Seats, presence: Presence, sight: Sight) {
    this.#house = house
    this.#seats = seats
    this.#presence = presence
    this.#sight = sight
  }

  /** Tells everybody what he may hear: once, where that is the same for all. */
  tell(say: Say): void {
    this.#look(sees =>
      // Nobody hears what he has just lost the right to.
      this.#seats.afterChecks(() => {
        const shares = this.#divide(sees)
        for (const [models, user_ids] of shares) {
          say(models, shares.length === 1 ? 'everyone' : user_ids)
        }
      }),
    )
  }

  /** Tells somebody who has just come. */
  greet(seat: Seat, say: (models: string[]) => void): void {
    this.#look(sees => say(this.#presence.models().filter(model => sees(seat.sitter, model))))
  }

  /** Acts at once where nothing is in use: then nobody's rights matter. */
  #look(act: (sees: Sees) => void): void {
    if (this.#presence.models().length === 0) act(() => false)
    else this.#sight(this.#house).then(act).catch(this.#fail)
  }

  #fail = (error: unknown): void =>
    this.#house.log.component('socket').error({ err: error }, 'usage could not be told')

  /** Those who hear alike, by what they hear. */
  #divide(sees: Sees): [models: string[], user_ids: string[]][] {
    const models = this.#presence.models()
    const people = this.#seats.people().map(sitter => ({
      user_id: sitter.user.id,
      seen: models.filter(model => sees(sitter, model)),
    }))
    const alike = Map.groupBy(people, ({ seen }) => JSON.stringify(seen))
    return [...alike.values()].map(group => [
      group[0]?.seen ?? [],
      group.map(({ user_id }) => user_id),
    ])
  }
}
