// What to look up for an answer: worded by the task model from the conversation, else the question itself.
import { withoutThoughts } from '../../utils/thoughts'
import { bounded } from '../bounded'
import { excerpt } from '../placeholders'
import type { Call } from '../provider'
import { lastQuestion, type Said, textOf } from '../system'
import { promptFor } from '../tasks/prompt'
import { perform, substitute } from '../tasks/task'

export type Purpose = 'retrieval' | 'web_search'

const MOST = 3
const TOKENS = 300
/** Characters of a query, and of each message that queries are made of. */
const LONGEST = 500
const GLANCE = { keep: 'middletruncate', count: 2000 } as const
/** A first question shorter than this says itself what it is about. */
const SHORT = 300

/** The queries, at least one unless nothing was asked. Never throws but what `call.ending` ends with. */
export async function queriesFor(
  call: Call,
  messages: Said[],
  purpose: Purpose,
): Promise<string[]> {
  const question = excerpt(lastQuestion(messages).trim(), {
    keep: 'middletruncate',
    count: LONGEST,
  })
  if (question === '') return []
  if (!isWanted(call, messages, purpose)) return [question]
  const worded = await ask(call, messages, purpose).catch(error => {
    call.ending.signal.throwIfAborted()
    call.house.log.component('models').debug({ err: error }, 'no queries from the model')
    return []
  })
  return worded.length > 0 ? worded : [question]
}

function isWanted({ house }: Call, messages: Said[], purpose: Purpose): boolean {
  const web = purpose === 'web_search'
  if (!house.config.get(web ? 'task.query.search.enable' : 'task.query.retrieval.enable')) {
    return false
  }
  const asked = messages.filter(({ role }) => role === 'user')
  return web || asked.length > 1 || lastQuestion(messages).length > SHORT
}

async function ask(call: Call, messages: Said[], purpose: Purpose): Promise<string[]> {
  const { house, me, found, ending } = call
  const seconds = house.config.get('task.query.seconds')
  using bounds = bounded(ending.signal, seconds * 1000)
  const said = messages
    .filter(({ role }) => role === 'user' || role === 'assistant')
    .map(message => ({ role: message.role, content: excerpt(textOf(message), GLANCE) }))
  const template = house.config.get('task.query.prompt_template')
  const prompt = promptFor('queries', template, { user: me.user, messages: said, type: purpose })
  const task = { ...call, found: await substitute(house, found), ending: bounds.ending }
  const { choices } = await perform(task, { prompt, limit: TOKENS })
  return queriesIn(choices[0]?.message.content ?? '')
}

/** The queries in what a model says; a short line that is no JSON is one. */
export function queriesIn(said: string): string[] {
  const text = withoutThoughts(said).trim()
  const list = listIn(text)
  if (!list) return isLine(text) ? [text] : []
  const queries = list.flatMap(item => (typeof item === 'string' ? item.trim() || [] : []))
  return [...new Set(queries.map(query => query.slice(0, LONGEST)))].slice(0, MOST)
}

const isLine = (text: string): boolean =>
  text !== '' && text.length <= LONGEST && !/^[{[]|\n/.test(text)

function listIn(text: string): unknown[] | undefined {
  const from = text.indexOf('{')
  const to = text.lastIndexOf('}')
  if (from === -1 || to < from) return undefined
  try {
    const { queries } = Object(JSON.parse(text.slice(from, to + 1)))
    return Array.isArray(queries) ? queries : undefined
  } catch {
    return undefined
  }
}
