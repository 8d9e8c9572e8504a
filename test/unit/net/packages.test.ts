import { expect, test } from 'bun:test'
import { Ollama } from 'ollama/browser'
import OpenAI, { APIConnectionError } from 'openai'
import { egress } from '../../../src/net/egress'
import { openProvider } from '../../provider'

const messages = [{ role: 'user' as const, content: 'one two three' }]

test('the openai package streams through egress, and its abort reaches the provider', async () => {
  await using provider = await openProvider()
  const fetch = egress({ policy: 'admin', origin: provider.url })
  const client = new OpenAI({ baseURL: provider.openai, apiKey: 'k', maxRetries: 0, fetch })
  const stream = await client.chat.completions.create({ model: 'echo', messages, stream: true })
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  expect(text).toBe('one two three')

  provider.script = { fault: { hang: 2 } }
  const hanging = await client.chat.completions.create({ model: 'echo', messages, stream: true })
  for await (const _ of hanging) break
  await provider.last().aborted
})

test('the openai package tells an egress failure as one of the connection', async () => {
  await using provider = await openProvider({ paths: { '*': { fault: { hang: 'headers' } } } })
  const fetch = egress({ policy: 'admin', limits: { headers: 20 } })
  const client = new OpenAI({ baseURL: provider.openai, apiKey: 'k', maxRetries: 0, fetch })
  const error = await client.models.list().then(
    () => undefined,
    reason => reason,
  )
  expect(error).toBeInstanceOf(APIConnectionError)
  expect(error.cause).toMatchObject({ code: 'timeout' })
})

test('the ollama package streams through egress', async () => {
  await using provider = await openProvider()
  const client = new Ollama({ host: provider.url, fetch: egress({ policy: 'admin' }) })
  let text = ''
  for await (const line of await client.chat({ model: 'echo', messages, stream: true })) {
    text += line.message.content
  }
  expect(text).toBe('one two three')
})
