// Measures one call to a model: what it took, and how it ended; budgets are asked before it begins.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { type Hold, hold } from '../budgets/check'
import type { Connection } from '../connections/connection'
import { Heard, tokensAsked } from './estimate'
import { type Ledger, ledgerOf, type Outcome, type Tokens } from './ledger'
import type { Kind } from './table'

export interface Asking {
  me: Principal
  /** Our id of the model. */
  model: string
  connection: Connection
  kind: Kind
}

/** Figures in OpenAI's words. */
interface Counted {
  prompt_tokens: number
  completion_tokens: number
}

/** An answer without a bound of its own is expected to be as long as most are. */
const USUAL = 500
const LONGEST = 16_384

export class Meter {
  /** What is heard of the answer, for where nobody counts. */
  readonly heard = new Heard()
  readonly #ledger: Ledger
  readonly #asking: Asking
  readonly #asked: number
  readonly #hold: Hold | undefined
  #counted: Counted | undefined
  #answered = false
  #open = true

  constructor(ledger: Ledger, asking: Asking, asked: number, held?: Hold) {
    this.#ledger = ledger
    this.#asking = asking
    this.#asked = asked
    this.#hold = held
    ledger.figures.running++
  }

  /** The provider has taken the request: from here on it counts, however it ends. */
  answered(): void {
    this.#answered = true
  }

  /** The provider's own figures; the last ones hold. */
  count(figures: Counted | null | undefined): void {
    if (figures) this.#counted = figures
  }

  /** The call is over; only the first word counts. */
  end(outcome: Outcome): void {
    if (!this.#open) return
    this.#open = false
    this.#ledger.figures.running--
    const { me, connection, model, kind } = this.#asking
    const caller = {
      user_id: me.user.id,
      model,
      connection: `${connection.kind} ${connection.url}`,
      kind,
    }
    const tokens = this.#tokens(outcome)
    const cost = this.#ledger.note(caller, outcome, tokens)
    this.#hold?.settle(tokens.prompt + tokens.completion, cost)
  }

  /** What nobody counted is estimated; a provider that only failed has taken nothing. */
  #tokens(outcome: Outcome): Tokens {
    const heard = this.heard.tokens
    const counted = this.#counted && {
      prompt: whole(this.#counted.prompt_tokens),
      completion: whole(this.#counted.completion_tokens),
    }
    if (counted && (counted.prompt > 0 || heard === 0)) {
      const estimated = counted.completion === 0 ? heard : 0
      return { prompt: counted.prompt, completion: counted.completion || heard, estimated }
    }
    if (!this.#answered || (outcome === 'failed' && heard === 0)) {
      return { prompt: 0, completion: 0, estimated: 0 }
    }
    return { prompt: this.#asked, completion: heard, estimated: this.#asked + heard }
  }
}

const MOST = 1_000_000_000

/** Whatever a provider claims. */
const whole = (n: number): number => Math.min(Math.max(0, Math.round(n) || 0), MOST)

/** An answer that has begun, and what measures it to its end. */
export interface Metered {
  response: Response
  meter: Meter
}

/**
 * Sends a request that `signal` may end, and measures it. Throws 429 when a budget has too little
 * left for it, and what `send` throws.
 */
export function metered(
  house: House,
  asking: Asking,
  body: Record<string, unknown>,
  signal: AbortSignal,
  send: () => Promise<Response>,
): Promise<Metered> {
  const asked = tokensAsked(body)
  const silent = asking.kind === 'embedding' || asking.kind === 'speech'
  const expected = { prompt: asked, completion: silent ? 0 : bound(body) }
  const begin = (held?: Hold) =>
    under(new Meter(ledgerOf(house), asking, asked, held), signal, send)
  // Where no budget holds there is nothing to wait for: this runs before every call.
  return hold(house, asking.me, asking.model, expected)?.then(begin) ?? begin()
}

async function under(
  meter: Meter,
  signal: AbortSignal,
  send: () => Promise<Response>,
): Promise<Metered> {
  try {
    const response = await send()
    meter.answered()
    return { response, meter }
  } catch (error) {
    meter.end(signal.aborted ? 'stopped' : 'failed')
    throw error
  }
}

function bound(body: Record<string, unknown>): number {
  const { num_predict } = Object(body.options)
  const said = body.max_completion_tokens ?? body.max_tokens ?? num_predict
  return typeof said === 'number' && said > 0 ? Math.min(said, LONGEST) : USUAL
}
