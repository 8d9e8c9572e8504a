// What the files and features of a completion request bring to it; for callers whose chats are none of ours.
import type { Call } from '../provider'
import type { Said } from '../system'
import { attach, attachLeft } from './attach'
import { entriesIn } from './entries'
import { gather } from './gather'
import { seen } from './pictures'
import type { Preface } from './schema'

/** What was asked for beside the request. */
export interface Extras {
  files: unknown[]
  web: boolean
  /** As in replies: cited by number, and short documents whole. */
  isNumbered: boolean
}

export interface Founded<B> {
  body: B
  /** Absent when nothing was asked for. */
  preface?: Preface
}

/**
 * The request with what its files say. Throws 404 before anything is called or read when one of
 * them is not the caller's to read.
 */
export async function founded<B extends { messages: Said[] }>(
  call: Call,
  body: B,
  { files, web, isNumbered }: Extras,
): Promise<Founded<B>> {
  const { attached, missing } = await resolve(call, files, isNumbered)
  const messages = await seen(call.house, call.me, body.messages)
  const wish = { call, messages, attached, missing, web, tell: () => undefined }
  const marks = isNumbered ? 'number' : 'name'
  const grounds = await gather({ ...wish, marks, fitsWhole: isNumbered })
  if (!grounds) return { body: { ...body, messages } }
  const { sources, report } = grounds
  const preface = { sources, ...(isNumbered && { retrieval: report }) }
  return { body: { ...body, messages: grounds.messages }, preface }
}

/**
 * Old clients send the knowledge of the model along as if it were their own; who may use the model
 * but not its knowledge goes without. Our own leaves it to us; other tools know of no sources and
 * get none that they have not asked for.
 */
async function resolve({ house, me, found }: Call, files: unknown[], isOurs: boolean) {
  const knowledge = entriesIn(found.row?.meta.knowledge)
  const known = new Set(knowledge.flatMap(({ names }) => names))
  const [ofModel, own] = divide(
    entriesIn(files),
    ({ names }) => names.length > 0 && names.every(name => known.has(name)),
  )
  const attached = await attach(house, me, own)
  const more = await attachLeft(house, me, isOurs ? knowledge : ofModel)
  return { attached: [...attached, ...more.attached], missing: [] }
}

const divide = <T>(items: T[], first: (item: T) => boolean): [T[], T[]] => [
  items.filter(first),
  items.filter(item => !first(item)),
]
