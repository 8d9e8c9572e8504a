// Asks the search engine that the settings name.
import type { House } from '../../config/house'
import { build } from '../../utils/build'
import { engineCall, failed } from './call'
import { type Asking, type Engine, faultOf, parse } from './engine'
import { engineOf } from './engines'
import { WebError } from './page'
import { type Result, tidy } from './results'

/** Of a question; engines refuse longer ones. */
const LONGEST = 400
/** Asked for where the settings hold to some hosts: others fall away after. */
const MORE = 20
const MOST_BYTES = 2_000_000
const WHERE = 'An admin can change that in the settings of web search.'

/**
 * What the engine finds, best first: at most `rag.web.search.result_count` results, from hosts that
 * the settings allow.
 * @throws WebError when it cannot be asked or does not answer; the signal's reason when that ends it
 */
export async function searchWeb(
  house: House,
  query: string,
  signal: AbortSignal,
): Promise<Result[]> {
  const { config } = house
  const engine = chosen(house)
  const words = query.replace(/\s+/g, ' ').trim().slice(0, LONGEST).toWellFormed()
  if (words === '') throw new WebError('There is nothing to search for.')
  const rules = config.get('rag.rag.web.search.domain.filter_list')
  const count = Math.max(1, config.get('rag.web.search.result_count'))
  const asking = engine.ask(addressOf(house, engine), {
    query: words,
    count: rules.length > 0 ? Math.max(count, MORE) : count,
    key: keyOf(house, engine),
    get: config.get.bind(config),
  })
  return tidy(await found(house, engine, asking, signal), rules, count)
}

function chosen({ config }: House): Engine {
  const engine = engineOf(config.get('rag.web.search.engine'))
  if (engine) return engine
  throw new WebError(
    'No search engine is chosen. An admin chooses one in the settings of web search.',
  )
}

function addressOf({ config }: House, engine: Engine): URL {
  const text = config.get(engine.address).trim()
  if (text === '') throw new WebError(`${engine.name} has no address. ${WHERE}`)
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol)) return url
  throw new WebError(`The address of ${engine.name} is no web address. ${WHERE}`)
}

function keyOf({ config }: House, { name, key, needs = {} }: Engine): string {
  for (const [setting, what] of Object.entries(needs)) {
    if (config.get(setting as keyof typeof needs).trim() === '') {
      throw new WebError(`${name} needs ${what}. ${WHERE}`)
    }
  }
  if (!key) return ''
  const text = config.get(key).trim()
  if (text === '') throw new WebError(`${name} needs a key. ${WHERE}`)
  if (/^[\x21-\x7e]+$/.test(text)) return text
  throw new WebError(`The key of ${name} has signs that no key has. ${WHERE}`)
}

async function found(house: House, engine: Engine, asking: Asking, signal: AbortSignal) {
  const { response, text } = await answerOf(house, engine, asking, signal)
  if (!response.ok) throw refusal(house, engine, response.status, text)
  const reading = await engine.read(text)
  if (reading === undefined) {
    throw new WebError(
      `${engine.name} answered with something other than results. Check its address. ${WHERE}`,
    )
  }
  if ('results' in reading) return reading.results
  throw new WebError(`${engine.name} answered: ${said(house, engine, reading.fault)}`)
}

async function answerOf(house: House, engine: Engine, asking: Asking, signal: AbortSignal) {
  const { url, headers, ...rest } = asking
  const call = engineCall(house, url.origin, MOST_BYTES)
  const all = { accept: 'application/json', 'user-agent': USER_AGENT, ...headers }
  try {
    const response = await call(url, { ...rest, headers: all, signal })
    return { response, text: await response.text() }
  } catch (error) {
    throw failed(error, `${engine.name} does not answer`, signal)
  }
}

const USER_AGENT = `Mozilla/5.0 (compatible; Hearth/${build.version})`

function refusal(house: House, engine: Engine, status: number, text: string): WebError {
  const fault = faultOf(parse(text))?.fault
  const words = fault ? ` It says: ${said(house, engine, fault)}` : ''
  const hint = engine.hints?.[status]
  if (hint) return new WebError(`${engine.name} refused the search (${status}). ${hint}`)
  if (engine.key && (status === 401 || status === 403)) {
    return new WebError(`${engine.name} does not accept its key (${status}). ${WHERE}${words}`)
  }
  if (status === 402 || status === 429) {
    return new WebError(
      `${engine.name} has had enough questions for now (${status}). Try later, or have an admin look at its plan.${words}`,
    )
  }
  return new WebError(`${engine.name} refused the search (${status}).${words}`)
}

/** Its own words, without its key and not too many of them. */
function said({ config }: House, { key }: Engine, fault: string): string {
  const secret = key ? config.get(key).trim() : ''
  const words = fault.replace(/\s+/g, ' ').trim()
  return (secret.length >= 4 ? words.replaceAll(secret, '…') : words).slice(0, 300)
}
