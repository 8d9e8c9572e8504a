// Lets a chat model weigh the passages of a search, where the settings name one.
import type { House } from '../config/house'
import { type Judge, setJudge } from '../retrieval/rerank/judge'
import { TroubleError } from '../retrieval/vector/trouble'
import { withoutThoughts } from '../utils/thoughts'
import { findModel } from './models'
import { fill } from './placeholders'
import prompt from './prompts/rerank.txt' with { type: 'text' }
import { complete } from './provider'
import { serverItself } from './server-itself'

/** Characters of a passage that are enough to judge it. */
const LONGEST = 1500
const MOST_SCORE = 10

/** From now on passages can be weighed by a model. */
export const weighPassages = (house: House): void => setJudge(house, judge(house))

const judge =
  (house: House): Judge =>
  async (query, texts, signal) => {
    const name = house.config.get('rag.reranking_model')
    const found = await findModel(house, name)
    const me = await serverItself(house)
    if (!found || !me) {
      throw new TroubleError(`There is no model ${name} to weigh passages. Choose another one.`)
    }
    const ending = new AbortController()
    signal.addEventListener('abort', () => ending.abort(signal.reason), { once: true })
    signal.throwIfAborted()
    const call = { house, me, found, ending, kind: 'task' as const }
    const content = fill(prompt, { QUERY: query, PASSAGES: numbered(texts) })
    const { choices } = await complete(call, { messages: [{ role: 'user', content }] })
    return scoresIn(choices[0]?.message.content ?? '', texts.length)
  }

const numbered = (texts: string[]): string =>
  texts
    .map(
      (text, n) => `Passage ${n + 1}:\n"""\n${text.slice(0, LONGEST).replaceAll('"""', '"')}\n"""`,
    )
    .join('\n\n')

/** The scores in what a model says, from 0 to 1. @throws TroubleError when they are not as many, or no numbers */
export function scoresIn(said: string, count: number): number[] {
  const scores = listIn(withoutThoughts(said))
  const numbers = scores.filter(score => typeof score === 'number' && Number.isFinite(score))
  if (numbers.length !== count) {
    throw new TroubleError(
      'The model that weighs passages answers with something else than scores.',
    )
  }
  return numbers.map(score => Math.min(Math.max(Number(score), 0), MOST_SCORE) / MOST_SCORE)
}

function listIn(text: string): unknown[] {
  const from = text.indexOf('{')
  const to = text.lastIndexOf('}')
  if (from === -1 || to < from) return []
  try {
    const { scores } = Object(JSON.parse(text.slice(from, to + 1)))
    return Array.isArray(scores) ? scores : []
  } catch {
    return []
  }
}
