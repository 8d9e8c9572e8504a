import { expect, test } from 'bun:test'
import OpenAI from 'openai'
import { demoModels, startDemoModel } from '../../../src/demo/model'
import { demoSuggestions, sceneFor } from '../../../src/demo/scenes'

const open = (pace = 0) => {
  const model = startDemoModel({ pace })
  const client = new OpenAI({ baseURL: model.url, apiKey: 'none', maxRetries: 0 })
  return { ...model, client }
}

const ask = (content: string) => [{ role: 'user' as const, content }]

test('the demo models say by their names that they are scripted, and so does every reply', async () => {
  await using demo = open()
  const { data } = await demo.client.models.list()
  expect(data.map(model => model.id)).toEqual(demoModels.map(({ id }) => id))
  for (const { name } of demoModels) expect(name).toContain('scripted')
  const wishes = [
    'Hello',
    'Code',
    'A table',
    'A formula',
    'Diagram',
    'Is it prime?',
    'A long guide',
    'Hm',
  ]
  for (const wish of wishes) expect(sceneFor(wish).content).toContain('Scripted reply of the demo')
})

test('each wish is shown what it asks for', () => {
  const shown: [string, RegExp][] = [
    ['Show me code', /```ts\n/],
    ['a table please', /\| :?--/],
    ['Explain a formula', /\$\$\n/],
    ['Draw a diagram', /```mermaid\n/],
    ['Write a long answer', /### Winter/],
    ['hello there', /Welcome to Hearth/],
    ['What is the capital of Peru?', /a real model/],
  ]
  for (const [wish, sign] of shown)
    expect([wish, sceneFor(wish).content]).toEqual([wish, expect.stringMatching(sign)])
  expect(sceneFor('what is this', { images: 1 }).content).toContain('picture')
  expect(sceneFor('long').content.split(/\s+/).length).toBeGreaterThan(700)
  for (const { content } of demoSuggestions)
    expect(sceneFor(content).title).not.toContain('real model')
})

test('a streamed reply arrives word by word, with thoughts first and figures last', async () => {
  await using demo = open()
  const stream = await demo.client.chat.completions.create({
    model: 'demo',
    messages: ask('Think: is 2027 prime?'),
    stream: true,
    stream_options: { include_usage: true },
  })
  let [content, thoughts, pieces, tokens] = ['', '', 0, 0]
  for await (const chunk of stream) {
    const delta: { content?: string | null; reasoning_content?: string } =
      chunk.choices[0]?.delta ?? {}
    if (delta.content) expect(thoughts).not.toBe('')
    content += delta.content ?? ''
    thoughts += delta.reasoning_content ?? ''
    tokens = chunk.usage?.completion_tokens ?? tokens
    pieces++
  }
  expect(content).toStartWith('**2027 is prime.**')
  expect(thoughts).toContain('square root')
  expect(pieces).toBeGreaterThan(100)
  expect(tokens).toBeGreaterThan(200)
})

test('the thinking model thinks before everything, the other only when asked', async () => {
  await using demo = open()
  const thoughts = async (model: string) => {
    const answer = await demo.client.chat.completions.create({ model, messages: ask('a table') })
    return Object(answer.choices[0]?.message).reasoning_content
  }
  expect(await thoughts('demo-thinking')).toContain('I am a script')
  expect(await thoughts('demo')).toBeUndefined()
})

test('the error comes in the middle of a stream, and as a status without one', async () => {
  await using demo = open()
  const request = { model: 'demo', messages: ask('Show me an error') }
  const stream = await demo.client.chat.completions.create({ ...request, stream: true })
  let text = ''
  const read = async () => {
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  }
  await expect(read()).rejects.toThrow('broke off here on purpose')
  expect(text).toEndWith('this sentence will not be')
  await expect(demo.client.chat.completions.create(request).then()).rejects.toThrow('503')
})

test('titles, tags and queries are answered in the form their prompts want', async () => {
  await using demo = open()
  const task = async (wish: string) => {
    const prompt = `${wish}\n\n<conversation>\nUSER: Draw a diagram\nASSISTANT: …\n</conversation>`
    const answer = await demo.client.chat.completions.create({
      model: 'demo',
      messages: ask(prompt),
    })
    return answer.choices[0]?.message.content ?? ''
  }
  expect(await task('Give the conversation below a title of three to five words.')).toBe(
    'The way of a message',
  )
  expect(
    JSON.parse(await task('Name the subjects of the conversation below as tags.')).tags,
  ).toEqual(['Demo'])
  expect(JSON.parse(await task('Decide what should be looked up.')).queries).toEqual([])
})

test('nonsense is refused in words', async () => {
  await using demo = open()
  const post = (body: string) => fetch(`${demo.url}/chat/completions`, { method: 'POST', body })
  for (const body of ['', '{', '[]', '{"model":1}', '{"model":"demo","messages":[1]}']) {
    const answer = await post(body)
    expect([answer.status, Object.keys(await answer.json())]).toEqual([400, ['error']])
  }
  expect((await post('{"model":"x","messages":[]}')).status).toBe(404)
  expect((await fetch(`${demo.url}/nothing`)).status).toBe(404)
})

test('stopping it ends the replies under way', async () => {
  const model = startDemoModel({ pace: 5 })
  const response = await fetch(`${model.url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'demo', messages: ask('long'), stream: true }),
  })
  await model[Symbol.asyncDispose]()
  await expect(response.text()).rejects.toThrow()
})
