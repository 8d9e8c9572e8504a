import { describe, expect, test } from 'bun:test'
import { toOllama } from '../../../src/ollama/convert'

const ask = (content: unknown, more: object = {}) => ({
  model: 'llama3.2:latest',
  messages: [{ role: 'user', content }],
  ...more,
})

const messagesOf = (messages: unknown[]) => toOllama({ model: 'm', messages }).messages

describe('a chat request for Ollama', () => {
  test('is plain unless a stream was asked for, and has no options of its own', () => {
    const messages = [{ role: 'user', content: 'Hi' }]
    expect(toOllama(ask('Hi'))).toEqual({ model: 'llama3.2:latest', messages, stream: false })
    expect(toOllama(ask('Hi', { stream: true })).stream).toBe(true)
  })

  test('carries the settings under the names Ollama has for them', () => {
    const settings = {
      temperature: 0,
      top_p: 0.9,
      top_k: 40,
      min_p: 0.05,
      seed: 7,
      stop: 'END',
      max_tokens: 50,
      frequency_penalty: 1.1,
      presence_penalty: 0.5,
      num_ctx: 8_192,
      user: 'ada',
      n: 2,
    }
    expect(toOllama(ask('Hi', settings)).options).toEqual({
      temperature: 0,
      top_p: 0.9,
      top_k: 40,
      min_p: 0.05,
      seed: 7,
      stop: ['END'],
      num_predict: 50,
      repeat_penalty: 1.1,
      presence_penalty: 0.5,
      new_topic_penalty: 0.5,
      num_ctx: 8_192,
    })
  })

  test('prefers the newer token limit, settings at the top, and says nothing for nulls and neutral values', () => {
    const limits = { max_tokens: 50, max_completion_tokens: 60 }
    expect(toOllama(ask('Hi', limits)).options).toEqual({ num_predict: 60 })
    const both = { options: { temperature: 1, mirostat: 2 }, temperature: 0.2 }
    expect(toOllama(ask('Hi', both)).options).toEqual({ temperature: 0.2, mirostat: 2 })
    const empty = { frequency_penalty: 0, temperature: null, max_tokens: null, stop: [], tools: [] }
    expect(toOllama(ask('Hi', empty))).toEqual(toOllama(ask('Hi')))
  })

  test('asks for JSON, by schema too, and for thinking', () => {
    const format = (response_format: object) => toOllama(ask('Hi', { response_format })).format
    expect(format({ type: 'json_object' })).toBe('json')
    const schema = { type: 'object', properties: { a: { type: 'string' } } }
    expect(format({ type: 'json_schema', json_schema: { name: 'x', schema } })).toEqual(schema)
    expect(format({ type: 'text' })).toBeUndefined()
    expect(toOllama(ask('Hi', { format: schema, keep_alive: '5m' }))).toMatchObject({
      format: schema,
      keep_alive: '5m',
    })
    const think = (reasoning_effort: string) => toOllama(ask('Hi', { reasoning_effort })).think
    expect(['none', 'minimal', 'low', 'high'].map(think)).toEqual([false, 'low', 'low', 'high'])
    expect(toOllama(ask('Hi', { think: false, reasoning_effort: 'high' })).think).toBe(false)
  })

  test('offers the tools, unless none may be used', () => {
    const tools = [{ type: 'function', function: { name: 'weather', parameters: {} } }]
    expect(toOllama(ask('Hi', { tools, tool_choice: 'auto' })).tools).toEqual(tools)
    expect(toOllama(ask('Hi', { tools, tool_choice: 'none' })).tools).toBeUndefined()
  })
})

describe('the messages', () => {
  test('have text and images apart, and an empty text where there are only images', () => {
    const image = (url: string) => ({ type: 'image_url', image_url: { url } })
    const parts = [
      { type: 'text', text: ' What is ' },
      image('data:image/png;base64,iVBORw0='),
      { type: 'text', text: 'this? ' },
      image('https://a.test/b.png'),
    ]
    expect(messagesOf([{ role: 'user', content: parts }])).toEqual([
      { role: 'user', content: 'What is this?', images: ['iVBORw0=', 'https://a.test/b.png'] },
    ])
    expect(messagesOf([{ role: 'user', content: [image('data:image/png;base64,AA==')] }])).toEqual([
      { role: 'user', content: '', images: ['AA=='] },
    ])
    const bare = { type: 'image_url', image_url: 'data:image/png;base64,AA==' }
    expect(messagesOf([{ role: 'user', content: [bare], images: ['BB=='] }])).toEqual([
      { role: 'user', content: '', images: ['BB==', 'AA=='] },
    ])
  })

  test('tell a tool call and its answer as Ollama does', () => {
    const call = {
      id: 'c1',
      type: 'function',
      function: { name: 'weather', arguments: '{"city":"Oslo"}' },
    }
    expect(
      messagesOf([
        { role: 'developer', content: 'Be brief.' },
        { role: 'assistant', content: null, reasoning_content: 'Look it up.', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'c1', content: '4 °C' },
      ]),
    ).toEqual([
      { role: 'system', content: 'Be brief.' },
      {
        role: 'assistant',
        content: '',
        thinking: 'Look it up.',
        tool_calls: [{ id: 'c1', function: { name: 'weather', arguments: { city: 'Oslo' } } }],
      },
      { role: 'tool', content: '4 °C', tool_name: 'weather', tool_call_id: 'c1' },
    ])
  })

  test('survive nonsense: it is left out, never thrown at', () => {
    for (const messages of [undefined, null, 'x', {}, [null, 1, 'x']]) {
      expect(toOllama({ model: 'm', messages }).messages).toEqual([])
    }
    const odd = [
      { role: 'user', content: { a: 1 } },
      { role: 'user', content: [null, 1, { text: 3 }, { image_url: { url: 4 } }] },
      {
        role: 'assistant',
        tool_calls: [null, {}, { function: { name: 'f', arguments: 'no json' } }],
      },
    ]
    expect(messagesOf(odd)).toEqual([
      { role: 'user', content: '' },
      { role: 'user', content: '' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [
          { function: { name: undefined, arguments: {} } },
          { function: { name: 'f', arguments: {} } },
        ],
      },
    ])
  })

  test('with arguments nested without end lose them, so that they can be sent at all', () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    const call = { id: 'c', function: { name: 'f', arguments: deep } }
    const messages = messagesOf([{ role: 'assistant', tool_calls: [call] }])
    expect(JSON.stringify(messages)).toContain('"arguments":{}')
  })
})
