import { describe, expect, test } from 'bun:test'
import { readChunk, readCompletion } from '../../../src/openai/chunk'
import { readError } from '../../../src/openai/error'

const head = { id: 'ours', model: 'm' }

const chunk = (more: object = {}, delta: object = { content: 'hi' }) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_735_689_600,
  model: 'gpt',
  choices: [{ index: 0, delta, logprobs: null, finish_reason: null }],
  ...more,
})

const heard = (value: unknown) => Object(readChunk(value, head)).chunk

describe('a chunk', () => {
  test('of an honest provider is relayed as it is', () => {
    const honest = [
      chunk(),
      chunk({ system_fingerprint: 'fp', service_tier: 'default', usage: null }),
      chunk({}, { role: 'assistant', content: '', refusal: null }),
      chunk({}, { reasoning_content: 'hm' }),
      chunk({}, { reasoning: 'hm', reasoning_details: [{ type: 'reasoning.text', text: 'hm' }] }),
      chunk(
        {},
        {
          tool_calls: [
            { index: 0, id: 'c', type: 'function', function: { name: 'f', arguments: '{' } },
          ],
        },
      ),
      chunk(
        {},
        { tool_calls: [{ index: 0, extra_content: { google: { thought_signature: 'x' } } }] },
      ),
      chunk({}, { function_call: { name: 'f', arguments: '{}' } }),
      chunk(
        {},
        { annotations: [{ type: 'url_citation', url_citation: { url: 'https://a.test' } }] },
      ),
      chunk({ citations: ['https://a.test'], search_results: [{ url: 'https://a.test' }] }),
      chunk({ provider: 'Someone', timings: { predicted_ms: 3.5 } }),
      chunk({
        choices: [],
        usage: {
          prompt_tokens: 1,
          completion_tokens: 2,
          total_tokens: 3,
          completion_tokens_details: { reasoning_tokens: 1 },
        },
      }),
      chunk({
        choices: [
          {
            index: 0,
            delta: {},
            finish_reason: 'stop',
            logprobs: { content: [{ token: 'a', logprob: -1 }] },
          },
          { index: 1, delta: { content: 'b' }, finish_reason: null },
        ],
      }),
    ]
    for (const value of honest) expect(heard(value)).toEqual(value)
  })

  test('loses whatever could steer a client', () => {
    const sly = chunk(
      {
        event: { type: 'execute', data: { code: 'alert(1)' } },
        sources: [{ source: { name: 'x' } }],
        selected_model_id: 'other',
        detail: 'x',
        message: { content: 'x' },
        done: true,
      },
      { content: 'hi', event: 'x', sources: [], onload: 'x', constructor: 'x' },
    )
    expect(heard(sly)).toEqual(chunk())
  })

  test('with values of the wrong type loses those values alone', () => {
    const odd = {
      ...chunk({ id: 7, created: 'now', model: null, usage: 'much', system_fingerprint: [] }),
      choices: [
        null,
        'x',
        { delta: 'x', finish_reason: 3 },
        {
          index: 'a',
          delta: {
            content: { toString: 1 },
            role: 1,
            tool_calls: [null, { function: 'x', index: 'y' }],
          },
        },
      ],
    }
    expect(heard(odd)).toEqual({
      id: 'ours',
      object: 'chat.completion.chunk',
      created: expect.any(Number),
      model: 'm',
      choices: [
        { index: 0, delta: {}, finish_reason: null },
        { index: 1, delta: { tool_calls: [{}] }, finish_reason: null },
      ],
    })
  })

  test('that is none at all is passed over', () => {
    const event = { event: { type: 'execute' } }
    for (const value of [null, 1, 'x', [], {}, { choices: 'x' }, event]) {
      expect(readChunk(value, head)).toBeUndefined()
    }
  })

  test('that nests without end is cut, and a prototype is not touched', () => {
    const deep = JSON.parse(`${'[{"a":'.repeat(5_000)}1${'}]'.repeat(5_000)}`)
    const relayed = JSON.stringify(heard(chunk({}, { annotations: deep })))
    expect(relayed.length).toBeLessThan(1_000)
    const poisoned = JSON.parse(
      '{"choices":[],"usage":{"__proto__":{"bad":true},"prompt_tokens":1}}',
    )
    expect(Object.keys(heard(poisoned).usage)).not.toContain('__proto__')
    expect(heard(poisoned).usage.bad).toBeUndefined()
  })

  test('whose tool arguments are an object gets them as the text that clients expect', () => {
    const called = heard(
      chunk({}, { tool_calls: [{ index: 0, function: { name: 'f', arguments: { a: 1 } } }] }),
    )
    expect(called.choices[0].delta.tool_calls[0].function).toEqual({
      name: 'f',
      arguments: '{"a":1}',
    })
  })

  test('that reports a failure becomes a reduced error', () => {
    const value = {
      error: { message: 'No', type: 't', code: 429, param: 'p', stack: 'secret', event: {} },
    }
    expect(readChunk(value, head)).toEqual({
      error: { message: 'No', type: 't', code: 429, param: 'p' },
    })
    expect(heard(chunk({ error: null }))).toEqual(chunk())
  })
})

describe('a whole answer', () => {
  const whole = {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'gpt',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'hi', refusal: null, annotations: [] },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  }

  test('keeps what it says and loses what could steer a client', () => {
    expect(readCompletion(whole, head)).toEqual({ completion: whole } as never)
    const sly = { ...whole, event: {}, sources: [], selected_model_id: 'x' }
    expect(readCompletion(sly, head)).toEqual({ completion: whole } as never)
  })

  test('that is none is an error', () => {
    for (const value of [null, 'x', {}, { error: 'No' }, { choices: {} }]) {
      expect(Object.keys(readCompletion(value, head))).toEqual(['error'])
    }
  })
})

describe('a failure', () => {
  const cases: [unknown, string][] = [
    [{ error: { message: 'No such model' } }, 'No such model'],
    [{ error: 'Too many requests' }, 'Too many requests'],
    [{ message: 'Denied' }, 'Denied'],
    [{ detail: 'Not found' }, 'Not found'],
    [{ detail: [{ loc: ['body'], msg: 'Field required' }] }, 'Field required'],
    ['  plain words \n', 'plain words'],
    ['<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>…', '502 Bad Gateway'],
  ]
  for (const [body, message] of cases) {
    test(`says: ${message}`, () => {
      expect(readError(body).message).toBe(message)
    })
  }

  test('without words gets some, and endless words are cut', () => {
    for (const body of [null, undefined, {}, '', '<html>', { error: {} }, { error: true }, [[]]]) {
      expect(readError(body).message).toStartWith('The provider answered with an error')
    }
    expect(readError('x'.repeat(50_000)).message).toHaveLength(2_000)
  })
})
