// What a search engine is to Hearth: how it is asked, and how its answer is read.
import { z } from 'zod'
import type { Config } from '../../config'
import type { Key, Settings } from '../../config/settings'

/** The settings whose values are texts. */
export type TextKey = { [K in Key]: Settings[K] extends string ? K : never }[Key]

export interface Question {
  query: string
  /** Results that are wanted. */
  count: number
  /** '' for engines without one. */
  key: string
  get: Config['get']
}

/** A request to the engine's address. */
export interface Asking {
  url: URL
  method?: 'POST'
  headers?: Record<string, string>
  body?: string
}

/** A result as the engine words it. */
export interface Raw {
  link: string
  title: string
  snippet: string
}

/** What an answer comes to: results, what the engine says is wrong, or nothing that makes sense. */
export type Reading = { results: Raw[] } | { fault: string } | undefined

export interface Engine {
  /** For people. */
  name: string
  /** The settings with its address, with its key, and others that it cannot do without. */
  address: TextKey
  key?: TextKey
  needs?: Partial<Record<TextKey, string>>
  ask(address: URL, question: Question): Asking
  read(text: string): Reading | Promise<Reading>
  /** What to do about a status that is peculiar to it, in words for an admin. */
  hints?: Partial<Record<number, string>>
}

/** The address with these parameters, in place of those of the same name. */
export function withQuery(address: URL, parameters: Record<string, string | number>): URL {
  const url = new URL(address)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value))
  return url
}

export const posted = (url: URL, body: object, headers: Record<string, string> = {}): Asking => ({
  url,
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

interface Listed {
  /** Where the list stands, `web.results` say. */
  at: string
  /** What its fields are called; of several the first that is there. */
  link: string
  title: string
  snippet: string | string[]
  /** Numbers by which the list is put in order. */
  order?: { by: string; direction: 'up' | 'down' }
  /** Leaves out what is in the list besides results. */
  only?: (item: Record<string, unknown>) => boolean
}

const item = z.record(z.string(), z.unknown())
const text = z.string().catch('')
const number = z.number().catch(0)

/** Reads a list of results out of JSON. Items that are none are passed over; a missing list is an empty one. */
export const listed =
  ({ at, link, title, snippet, order, only = () => true }: Listed) =>
  (answer: string): Reading => {
    const whole = item.safeParse(parse(answer))
    if (!whole.success) return undefined
    const list = z.array(z.unknown()).safeParse(inside(whole.data, at))
    if (!list.success) return faultOf(whole.data) ?? { results: [] }
    const items = list.data.flatMap(recordOf).filter(only)
    if (order) {
      const sign = order.direction === 'up' ? 1 : -1
      items.sort((a, b) => sign * (number.parse(a[order.by]) - number.parse(b[order.by])))
    }
    const words = [snippet].flat()
    const results = items.map(one => ({
      link: text.parse(one[link]),
      title: text.parse(one[title]),
      snippet: words.map(name => text.parse(one[name])).find(Boolean) ?? '',
    }))
    return { results }
  }

function recordOf(one: unknown): Record<string, unknown>[] {
  const { data } = item.safeParse(one)
  return data ? [data] : []
}

/** Engines say what is wrong in these ways, some of them with status 200. */
export function faultOf(whole: unknown): { fault: string } | undefined {
  const { error, message, detail } = Object(whole) as Record<string, unknown>
  const [first] = Array.isArray(error) ? error : [error]
  const inner = Object(first) as Record<string, unknown>
  const said = [inner.message, inner.info, inner.msg, first, Object(detail).error, detail, message]
  const fault = said.find(one => typeof one === 'string' && one !== '')
  return typeof fault === 'string' ? { fault } : undefined
}

export function parse(answer: string): unknown {
  try {
    return JSON.parse(answer)
  } catch {
    return undefined
  }
}

const inside = (whole: unknown, path: string): unknown =>
  path.split('.').reduce((at, name) => Object(at)[name], whole)
