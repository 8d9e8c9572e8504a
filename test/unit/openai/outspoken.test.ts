// Streams that Hearth only passes on, and that break off: whoever reads them is told so in their own format.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { openProvider, type Provider } from '../../provider'
import { connectionsTo } from '../completion/desk'

const WORDS = 'The provider ended its answer too early.'

/** What comes of a stream whose second piece is a drop. */
async function broken(provider: Provider, path: string, body: object): Promise<string> {
  await using app = await openApp({ env: connectionsTo(provider, ['openai', 'ollama']) })
  const admin = await app.admin()
  const asked = admin.fetch(path, { method: 'POST', body: JSON.stringify(body) })
  await provider.call(path.replace(/^\/ollama/, '').replace(/^\/openai/, '/v1'))
  await provider.next()
  const reader = (await asked).body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = (await reader?.read())?.value ?? ''
  await provider.next()
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true }
    if (done) return text
    text += value
  }
}

test('events end with an error of OpenAI’s kind', async () => {
  await using provider = await openProvider({ script: { pace: 'steps', fault: { drop: 1 } } })
  const asked = { model: 'echo', prompt: 'one two', stream: true }
  const events = (await broken(provider, '/openai/completions', asked)).trim().split('\n\n')
  expect(events).toHaveLength(2)
  expect(events[0]).toContain('"one "')
  expect(JSON.parse(events[1]?.slice('data: '.length) ?? '')).toEqual({
    error: { message: WORDS, type: 'server_error', code: null, param: null },
    detail: WORDS,
  })
})

test('lines end with an error of Ollama’s kind', async () => {
  const script = { pace: 'steps', fault: { drop: 1 } } as const
  await using provider = await openProvider({ paths: { '/api/pull': script }, script })
  const calls = { pull: { name: 'llama' }, generate: { model: 'echo', prompt: 'one two' } }
  for (const [endpoint, body] of Object.entries(calls)) {
    const text = await broken(provider, `/ollama/api/${endpoint}`, body)
    const [first, last] = text.trim().split('\n')
    expect(Object.keys(JSON.parse(first ?? ''))).not.toContain('error')
    expect(JSON.parse(last ?? '')).toEqual({ error: WORDS, detail: WORDS })
  }
})
