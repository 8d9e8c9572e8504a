// Looks for what an answer is to be founded on, and puts it before the model.
import type { Said } from '../system'
import { lookInDocuments } from './documents'
import { type Ground, type Numbered, numbered, sourcesOf } from './evidence'
import { emptyHanded, instructed, instruction } from './prompt'
import type { Report, Source } from './schema'
import { Tale } from './tale'
import { lookInWeb } from './web'
import type { Wish } from './wish'

export interface Grounds {
  /** The conversation with what was found. */
  messages: Said[]
  sources: Source[]
  report: Report
}

/**
 * The conversation and its sources; nothing when there is nothing to look in. What goes wrong is
 * part of the report. Throws only what `call.ending` ends with.
 */
export async function gather(wish: Wish): Promise<Grounds | undefined> {
  const { call, attached, missing, web } = wish
  if (attached.length === 0 && missing.length === 0 && !web) return undefined
  const began = performance.now()
  const tale = new Tale()
  tale.trouble.push(...missing.map(name => `${name} is not there any more, or closed to you.`))
  const parts = await Promise.all([lookInDocuments(wish, tale), web ? lookInWeb(wish, tale) : []])
  call.ending.signal.throwIfAborted()
  const grounds = numbered(kept(parts.flat(), wish))
  tale.ms.total = Math.round(performance.now() - began)
  const evidence = grounds.flatMap(ground => ground.evidence)
  conclude(wish, tale, evidence.length)
  return {
    messages: told(wish, tale, evidence),
    sources: sourcesOf(grounds),
    report: tale.report(evidence),
  }
}

/** The contract's client is told of what was searched in vain, too. */
const kept = (grounds: Ground[], { marks }: Wish): Ground[] =>
  marks === 'name' ? grounds : grounds.filter(({ evidence }) => evidence.length > 0)

function told(wish: Wish, { trouble, searched }: Tale, evidence: Numbered[]): Said[] {
  const { call, messages, marks, attached, missing, web } = wish
  const { house, me, found } = call
  if (evidence.length > 0) {
    const text = instruction(house, me.user, messages, { evidence, marks, trouble })
    return instructed(messages, text, found)
  }
  if (!searched && trouble.length === 0) return messages
  const names = attached.map(({ entry }) => String(entry.source.name ?? '')).filter(Boolean)
  const places = [...names, ...missing, ...(web ? ['the web'] : [])]
  return instructed(messages, emptyHanded(places, trouble), found)
}

/** The last word of the status line, once for documents and the web together. */
function conclude({ tell, web }: Wish, tale: Tale, count: number): void {
  const { queries, trouble, whole, searched } = tale
  if (count === 0 && !searched && trouble.length === 0) return
  const action = web ? 'web_search' : 'knowledge_search'
  const failed = trouble.length > 0 && { error: true as const }
  const urls = tale.urls.length > 0 && { urls: tale.urls }
  const more = { done: true, ...(queries.length > 0 && { queries }), ...urls, ...failed }
  tell(action, conclusion(count, whole, trouble), more)
}

function conclusion(count: number, whole: string[], trouble: string[]): string {
  if (count === 0) return trouble[0] ?? 'Nothing was found'
  const found = count === 1 ? 'Found one passage' : `Found ${count} passages`
  return whole.length > 0 ? `Read ${whole.join(', ')}` : found
}
