// Tells the meter what is heard: the provider's own figures, and the text for where it gives none.
import type { Chunk, Completion, Said } from '../utils/chat'
import type { Meter } from '../webui/usage/meter'
import type { Line } from './ear-ollama'
import type { Tally } from './hear'
import type { FoundModel } from './models'

interface Asked {
  found: FoundModel
  /** The caller asked for the figures. */
  asked: boolean
  /** Only we asked: what came of it is no part of the answer. */
  secret: boolean
}

export const heardChunks = (meter: Meter, about?: Asked): Tally<Chunk> => ({
  hear(chunks) {
    for (const { choices, usage } of chunks) {
      for (const { delta } of choices) addSaid(meter, delta)
      if (usage) meter.count(usage)
      if (usage && about?.asked) remember(about.found)
    }
    if (about?.secret) hideFigures(chunks)
  },
  end: outcome => meter.end(outcome),
})

/** Some servers refuse to be asked for figures, so only those are that gave some when a caller asked. */
const counting = new WeakMap<FoundModel['connection'], Set<string>>()

export const isKnownToCount = ({ connection, upstream_id, row }: FoundModel): boolean =>
  counting.get(connection)?.has(upstream_id) === true &&
  Object(row?.meta.capabilities).usage !== false

function remember({ connection, upstream_id }: FoundModel): void {
  const known = counting.get(connection)
  if (known) known.add(upstream_id)
  else counting.set(connection, new Set([upstream_id]))
}

function hideFigures(chunks: Chunk[]): void {
  for (const chunk of chunks) delete chunk.usage
  const bare = chunks.findIndex(({ choices }) => choices.length === 0)
  if (bare !== -1) chunks.splice(bare, 1)
}

export const heardLines = (meter: Meter): Tally<Line> => ({
  hear(lines) {
    for (const { message, done, prompt_eval_count, eval_count } of lines) {
      if (typeof message?.content === 'string') meter.heard.add(message.content)
      if (typeof message?.thinking === 'string') meter.heard.add(message.thinking)
      if (done && typeof eval_count === 'number') {
        meter.count({
          prompt_tokens: Number(prompt_eval_count ?? 0),
          completion_tokens: eval_count,
        })
      }
    }
  },
  end: outcome => meter.end(outcome),
})

export function heardCompletion(meter: Meter, { choices, usage }: Completion): void {
  for (const { message } of choices) addSaid(meter, message)
  meter.count(usage)
}

function addSaid(
  { heard }: Meter,
  { content, reasoning_content, reasoning, tool_calls }: Said,
): void {
  heard.add(content)
  heard.add(reasoning_content ?? reasoning)
  if (tool_calls) for (const call of tool_calls) heard.add(call.function?.arguments)
}
