// Streams a scene word by word, at a reader's pace, until it ends, breaks off, or the reader leaves.
import type { Chunk, Said, Usage } from '../utils/chat'
import { sseDone, sseJson } from '../utils/sse'
import { type Asked, countWords } from './request'
import type { Scene } from './scenes'

export type Head = Pick<Chunk, 'id' | 'created' | 'model'>

/** What the demo's own failure says. */
export const breakdown = {
  message: 'The demo model broke off here on purpose, to show what an error looks like.',
  type: 'server_error',
  code: 'demo',
  param: null,
}

export function usageOf(asked: Asked, { content, reasoning = '' }: Scene): Usage {
  const prompt = asked.words
  const completion = countWords(`${reasoning} ${content}`)
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  }
}

/** `pace` is in milliseconds a word. */
export function streamScene(head: Head, scene: Scene, asked: Asked, pace: number): Response {
  const events = eventsOf(head, scene, asked)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (pace > 0) await Bun.sleep(pace)
        const { done, value } = events.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
}

function* eventsOf(head: Head, scene: Scene, asked: Asked): Generator<string, void> {
  const chunk = (delta: Said, finish: string | null = null): string => {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }]
    return sseJson({ ...head, object: 'chat.completion.chunk', choices })
  }
  yield chunk({ role: 'assistant', content: '' })
  for (const word of wordsOf(scene.reasoning ?? '')) yield chunk({ reasoning_content: word })
  for (const word of wordsOf(scene.content)) yield chunk({ content: word })
  if (scene.breaks) {
    yield sseJson({ error: breakdown })
    return
  }
  yield chunk({}, 'stop')
  if (asked.includeUsage) {
    const usage = usageOf(asked, scene)
    yield sseJson({ ...head, object: 'chat.completion.chunk', choices: [], usage })
  }
  yield sseDone
}

const wordsOf = (text: string): string[] => text.trimEnd().match(/^\s+|\S+\s*/g) ?? []
