// One call to an embedding server: its address alone, bounded, tried again when the trouble may pass.
import { setTimeout as pause } from 'node:timers/promises'
import type { House } from '../../config/house'
import { egress } from '../../net/egress'
import { findEgress } from '../../net/failure'
import { build } from '../../utils/build'
import { EmbedError } from './error'
import type { EmbedderName } from './index'
import { keyOf } from './key'
import type { Wire } from './remote'

export interface Asked {
  input: string[]
  kind: 'query' | 'passage'
  signal?: AbortSignal | undefined
}

/** Milliseconds before each further try: somebody waits for a question, a document can wait itself. */
const WAITS = { query: [250], passage: [500, 1000, 2000, 4000] }

/** What the body says. @throws EmbedError; the signal's reason when that ends it */
export async function post(
  house: House,
  wire: Wire,
  name: EmbedderName,
  asked: Asked,
): Promise<unknown> {
  for (let tried = 0; ; tried++) {
    try {
      return await once(house, wire, name, asked)
    } catch (error) {
      asked.signal?.throwIfAborted()
      const wait = WAITS[asked.kind][tried]
      if (!(error instanceof Passing) || wait === undefined) throw error
      house.log.component('rag').debug({ err: error, tried }, 'the embedder is asked again')
      await pause(Math.min(error.after ?? wait, LONGEST_WAIT_MS[asked.kind]), undefined, {
        ...(asked.signal && { signal: asked.signal }),
      }).catch(() => asked.signal?.throwIfAborted())
    }
  }
}

const LONGEST_WAIT_MS = { query: 1000, passage: 30_000 }

/** A trouble that may pass; `after` is when the server wants to be asked again, in milliseconds. */
class Passing extends EmbedError {
  readonly after: number | undefined

  constructor(message: string, { after, ...options }: ErrorOptions & { after?: number } = {}) {
    super(message, options)
    this.after = after
  }
}

/** A model may have to be loaded first. */
const HEADERS_MS = 120_000
const MOST_IDLE_MS = 60_000
const MOST_BYTES = 64_000_000

async function once(
  house: House,
  wire: Wire,
  name: EmbedderName,
  { input, signal }: Asked,
): Promise<unknown> {
  const url = `${name.url.replace(/\/+$/, '')}${wire.path}`
  const key = keyOf(house, name)
  const send = egress({
    policy: 'admin',
    origin: url,
    proxies: proxies(house),
    limits: limits(house),
  })
  try {
    const answer = await send(url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': `Hearth/${build.version}`,
        ...(key && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ input, model: name.model }),
      ...(signal && { signal }),
    })
    const text = await answer.text()
    if (!answer.ok) throw refused(wire, name, answer, text)
    return parsed(wire, text)
  } catch (error) {
    signal?.throwIfAborted()
    throw explained(wire, error)
  }
}

/** As providers are called: the environment's proxies count. */
const proxies = ({ env }: House) => ({
  http: env.HTTP_PROXY ?? undefined,
  https: env.HTTPS_PROXY ?? undefined,
  none: env.NO_PROXY.join(','),
})

function limits({ env }: House) {
  const headers = (env.AIOHTTP_CLIENT_TIMEOUT ?? 0) * 1000 || HEADERS_MS
  const idle = Math.min(headers, MOST_IDLE_MS)
  return { headers, idle, deadline: 2 * headers, bytes: MOST_BYTES }
}

function parsed({ title }: Wire, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const what = /^\s*</.test(text) ? 'with a web page' : 'with something that is no JSON'
    throw new EmbedError(`${title} answers ${what}. Check its address in the settings.`)
  }
}

const PASSING = [408, 425, 429, 500, 502, 503, 504]

function refused({ title }: Wire, { model }: EmbedderName, answer: Response, text: string) {
  const { status } = answer
  const words = said(text)
  const why = `${status}${words && `: ${words}`}`
  if (status === 401 || status === 403)
    return new EmbedError(`${title} refuses the key (${why}). Check it in the settings.`)
  if (status === 404)
    return new EmbedError(`${title} does not find the model ${model} (${why}). Check both names.`)
  if (!PASSING.includes(status)) return new EmbedError(`${title} refuses the texts (${why}).`)
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN)
  const after = seconds >= 0 ? { after: seconds * 1000 } : {}
  return new Passing(`${title} has no room or is in trouble (${why}). Try again later.`, after)
}

const EXCERPT = 300

/** What a refusal says, where it says it in one of the usual ways. */
function said(text: string): string {
  const cut = (words: string) => words.replace(/\s+/g, ' ').trim().slice(0, EXCERPT)
  try {
    const { error, detail, message } = Object(JSON.parse(text))
    const found = [Object(error).message, error, detail, message]
    return cut(found.find(each => typeof each === 'string') ?? '')
  } catch {
    return /^\s*</.test(text) ? '' : cut(text)
  }
}

function explained({ title }: Wire, error: unknown): unknown {
  const failed = findEgress(error)
  if (!failed) return error
  const message = `${title} cannot be used: ${failed.message}. Check its address in the settings.`
  const passes = failed.code === 'unreachable' || failed.code === 'broken'
  return passes
    ? new Passing(message, { cause: failed })
    : new EmbedError(message, { cause: failed })
}
