// How a server that reads documents is called: its address alone, bounded in time and size, errors in words.
import type { House } from '../../config/house'
import { egress } from '../../net/egress'
import { findEgress } from '../../net/failure'
import { build } from '../../utils/build'
import { bytesOf, type Document, ExtractError } from './document'

export interface Call {
  /** What people call the server. */
  name: string
  method: 'PUT' | 'POST'
  url: string
  headers: Record<string, string>
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>
}

const IDLE_MS = 60_000
/** JSON may spell a character with six bytes. */
const MOST_BYTES = 6
const EXCERPT = 300

/**
 * The JSON that the server answers.
 * @throws ExtractError when it refuses the document; EgressError when it cannot be reached, to be tried again
 */
export async function call(house: House, asked: Call, signal: AbortSignal): Promise<unknown> {
  const { method, url, headers, body } = asked
  const send = egress({
    policy: 'admin',
    origin: url,
    proxies: proxies(house),
    limits: limits(house),
  })
  try {
    const answer = await send(url, {
      method,
      headers: { accept: 'application/json', 'user-agent': `Hearth/${build.version}`, ...headers },
      body,
      signal,
    })
    if (!answer.ok) throw refused(asked.name, answer.status, await excerpt(answer))
    return await json(asked.name, answer)
  } catch (error) {
    signal.throwIfAborted()
    throw explained(asked.name, error)
  }
}

/** As providers are called: the environment's proxies count. */
const proxies = ({ env }: House) => ({
  http: env.HTTP_PROXY ?? undefined,
  https: env.HTTPS_PROXY ?? undefined,
  none: env.NO_PROXY.join(','),
})

function limits({ config }: House) {
  const ms = config.get('rag.extract.seconds') * 1000
  const bytes = config.get('rag.extract.characters') * MOST_BYTES
  return { headers: ms, idle: IDLE_MS, deadline: ms, bytes }
}

const refused = (name: string, status: number, words: string): ExtractError =>
  new ExtractError(`${name} cannot read it (${status}${words && `: ${words}`}).`)

/** A server that is away is a trouble that passes; one that breaks on this document is not. */
function explained(name: string, error: unknown): unknown {
  const failed = findEgress(error)
  if (!failed) return error
  if (failed.code === 'timeout') return new ExtractError(`${name} took too long to read it.`)
  if (failed.code === 'too-large') return new ExtractError(`${name} answers more than is read.`)
  if (failed.code === 'broken') return new ExtractError(`${name} broke off while reading it.`)
  return new EngineError(`${name} cannot be reached: ${failed.message}.`, { cause: failed })
}

/** A server that reads documents and is away; it may be back later. */
export class EngineError extends Error {
  override name = 'EngineError'
}

async function json(name: string, answer: Response): Promise<unknown> {
  const text = await answer.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new ExtractError(
      `${name} does not answer as it should. Ask an admin to check its address.`,
    )
  }
}

/** What a refusal says, where it says it in one of the usual ways. */
async function excerpt(answer: Response): Promise<string> {
  const text = await answer.text().catch(() => '')
  const words = said(text) ?? ''
  return words.replace(/\s+/g, ' ').trim().slice(0, EXCERPT)
}

function said(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text)
    const found = [Object(body).detail, Object(body).message, Object(Object(body).error).message]
    return found.find(each => typeof each === 'string')
  } catch {
    return /^\s*</.test(text) ? undefined : text
  }
}

/** Small documents are sent as one piece, so that a second address of the server can be tried. */
const AT_ONCE = 8_000_000

export const bodyOf = async (document: Document): Promise<Call['body']> =>
  document.size <= AT_ONCE ? bytesOf(document, AT_ONCE) : document.open()

/** An address of the settings with a path below it. */
export const below = (url: string, path: string): string =>
  `${url.trim().replace(/\/+$/, '')}${path}`
