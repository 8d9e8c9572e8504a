// What went wrong, as Ollama's own package and OpenAI's read it under /ollama.
import { expect, test } from 'bun:test'
import { Ollama } from 'ollama'
import OpenAI from 'openai'
import { openDesk } from '../completion/desk'

const messages = [{ role: 'user' as const, content: 'one' }]

const thrown = (call: PromiseLike<unknown>) =>
  call.then(
    () => undefined,
    error => error,
  )

test('the ollama package says in words why it was refused', async () => {
  await using desk = await openDesk({}, {}, ['ollama'])
  const ollama = (token: string) =>
    new Ollama({ host: `${desk.app.url}/ollama`, headers: { authorization: `Bearer ${token}` } })
  const client = ollama(desk.ada.token)
  const wrong = { role: 7 } as never
  const refused = [
    [() => client.chat({ model: 'nobody', messages }), 404, 'Model not found'],
    [() => client.chat({ model: 'nobody', messages, stream: true }), 404, 'Model not found'],
    [() => client.embed({ model: 'nobody', input: 'one' }), 400, "Model 'nobody' was not found"],
    [() => client.chat({ model: 'echo', messages: [wrong] }), 422, 'The request is not valid'],
    [() => ollama('none').list(), 401, ''],
  ] as const
  for (const [call, status_code, words] of refused) {
    const error = await thrown(call())
    expect(error).toMatchObject({ name: 'ResponseError', status_code })
    expect(typeof error.message).toBe('string')
    expect(error.message).toStartWith(words)
    expect(error.message).not.toStartWith('Error ')
  }
})

test('what the provider says reaches the ollama package in its words', async () => {
  await using desk = await openDesk({ models: ['echo'] }, {}, ['ollama'])
  desk.provider.paths = {
    '/api/chat': { fault: { status: 503, body: { error: 'no memory left' } } },
  }
  const headers = { authorization: `Bearer ${desk.ada.token}` }
  const client = new Ollama({ host: `${desk.app.url}/ollama`, headers })
  expect(await thrown(client.chat({ model: 'echo', messages }))).toMatchObject({
    status_code: 503,
    message: 'Ollama: no memory left',
  })
})

test('under /ollama/v1 the openai package finds its own kind of error', async () => {
  await using desk = await openDesk({}, {}, ['ollama'])
  const baseURL = `${desk.app.url}/ollama/v1`
  const client = new OpenAI({ baseURL, apiKey: desk.ada.token, maxRetries: 0 })
  const call = client.chat.completions.create({ model: 'nobody', messages })
  expect(await thrown(call)).toMatchObject({
    status: 404,
    error: { message: 'Model not found', type: 'invalid_request_error', code: '404' },
  })
})

test('old clients find `detail` beside it, as ever', async () => {
  await using desk = await openDesk({}, {}, ['ollama'])
  const { status, body } = await desk.ada.post('/ollama/api/chat', { model: 'nobody', messages })
  expect([status, body]).toEqual([404, { detail: 'Model not found', error: 'Model not found' }])
})
