import { describe, expect, test } from 'bun:test'
import { answerStream, toCompletion } from '../../../src/ollama/answer'

const said = (message: object, more: object = {}) => ({
  model: 'upstream',
  created_at: '2025-01-01T00:00:00Z',
  message: { role: 'assistant', content: '', ...message },
  done: false,
  ...more,
})

const counters = {
  total_duration: 9,
  load_duration: 1,
  prompt_eval_count: 3,
  prompt_eval_duration: 2,
  eval_count: 4,
  eval_duration: 6,
}

const end = (more: object = {}) =>
  said({}, { done: true, done_reason: 'stop', ...counters, ...more })

const usage = {
  prompt_tokens: 3,
  completion_tokens: 4,
  total_tokens: 7,
  total_duration: 9,
  load_duration: 1,
  prompt_eval_duration: 2,
  eval_duration: 6,
}

const turn = (lines: unknown[], includeUsage = false) => {
  const stream = answerStream({ model: 'm', includeUsage })
  return { chunks: lines.flatMap(line => stream.push(line).chunks), done: stream.done }
}

describe('a stream from Ollama', () => {
  test('becomes chunks of one id, one time and the model that was asked for', () => {
    const { chunks, done } = turn([said({ content: 'Good ' }), said({ content: 'day' }), end()])
    expect(done).toBe(true)
    expect(new Set(chunks.map(({ id, created, model }) => `${id} ${created} ${model}`)).size).toBe(
      1,
    )
    expect(chunks[0]?.id).toMatch(/^m-[0-9a-f-]{36}$/)
    const bare = chunks.map(({ id: _, created: __, ...rest }) => rest)
    const chunk = { object: 'chat.completion.chunk', model: 'm' }
    const choice = (delta: object, finish_reason: string | null) => [
      { index: 0, logprobs: null, delta, finish_reason },
    ]
    expect(bare as unknown).toEqual([
      { ...chunk, choices: choice({ role: 'assistant', content: 'Good ' }, null) },
      { ...chunk, choices: choice({ content: 'day' }, null) },
      { ...chunk, choices: choice({}, 'stop'), usage },
    ])
  })

  test('tells its figures in a chunk of their own when asked to', () => {
    const { chunks } = turn([said({ content: 'Hi' }), end()], true)
    expect(chunks.map(chunk => chunk.usage)).toEqual([undefined, undefined, usage])
    expect(chunks.at(-1)?.choices).toEqual([])
  })

  test('goes on after an empty piece, and keeps what the last line says', () => {
    const last = said({ content: 'c' }, { done: true, done_reason: 'length', eval_count: 1 })
    const { chunks } = turn([
      said({ content: 'a' }),
      said({ content: '' }),
      said({ content: 'b' }),
      last,
    ])
    expect(chunks.map(chunk => chunk.choices[0]?.delta.content ?? '').join('')).toBe('abc')
    expect(chunks.map(chunk => chunk.choices[0]?.finish_reason)).toEqual([
      null,
      null,
      null,
      'length',
    ])
    expect(chunks.at(-1)?.usage).toEqual({
      prompt_tokens: 0,
      completion_tokens: 1,
      total_tokens: 1,
    })
  })

  test('shows thoughts and numbers tool calls through', () => {
    const call = (name: string) => ({ function: { name, arguments: { a: 1 } } })
    const { chunks } = turn([
      said({ thinking: 'Hm. ' }),
      said({ tool_calls: [call('f'), call('g')] }),
      said({ tool_calls: [{ id: 'own', ...call('h') }] }),
      end(),
    ])
    const deltas = chunks.map(chunk => chunk.choices[0]?.delta)
    expect(deltas[0]).toEqual({ role: 'assistant', reasoning_content: 'Hm. ' })
    const calls = deltas.flatMap(delta => delta?.tool_calls ?? [])
    expect(calls.map(({ index, function: called }) => [index, called?.name])).toEqual([
      [0, 'f'],
      [1, 'g'],
      [2, 'h'],
    ])
    expect(calls[0]).toMatchObject({ type: 'function', function: { arguments: '{"a":1}' } })
    expect(calls[0]?.id).toMatch(/^call_/)
    expect(calls[2]?.id).toBe('own')
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('tool_calls')
  })

  test('that reports a failure gives the error, in its own words', () => {
    const stream = answerStream({ model: 'm' })
    expect(stream.push({ error: 'model runner has crashed' })).toEqual({
      chunks: [],
      error: {
        message: 'model runner has crashed',
        type: 'provider_error',
        code: null,
        param: null,
      },
    })
    expect(stream.push({ error: { a: 1 } }).error?.message).toContain('does not explain')
  })

  test('passes nothing on that is not part of an answer, nor anything after its end', () => {
    const sly = { ...said({ content: 'x', event: 1 }), event: { type: 'execute' }, sources: [] }
    const junk = [
      null,
      1,
      'x',
      [],
      {},
      { message: 'x' },
      { message: { content: 5, tool_calls: 'x' } },
    ]
    const { chunks, done } = turn([...junk, sly, end(), said({ content: 'late' })])
    expect(done).toBe(true)
    expect(chunks).toHaveLength(2)
    expect(JSON.stringify(chunks)).not.toMatch(/event|sources|late/)
    expect(turn([said({ content: 'cut' })]).done).toBe(false)
  })

  test('with arguments nested without end loses them', () => {
    const deep = JSON.parse(`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)
    const { chunks } = turn([said({ tool_calls: [{ function: { name: 'f', arguments: deep } }] })])
    expect(chunks[0]?.choices[0]?.delta.tool_calls?.[0]?.function?.arguments).toBe('{}')
  })
})

describe('a whole answer from Ollama', () => {
  const message = (body: unknown) => {
    const turned = toCompletion(body, { model: 'm' })
    return 'completion' in turned ? turned.completion.choices[0] : turned.error
  }

  test('becomes a completion with usage', () => {
    const turned = toCompletion(
      end({ message: { role: 'assistant', content: 'Hi', thinking: 'Hm' } }),
      {
        model: 'm',
      },
    )
    expect(turned).toEqual({
      completion: {
        id: expect.stringMatching(/^m-/),
        object: 'chat.completion',
        created: expect.any(Number),
        model: 'm',
        choices: [
          {
            index: 0,
            logprobs: null,
            finish_reason: 'stop',
            message: { role: 'assistant', content: 'Hi', reasoning_content: 'Hm' },
          },
        ],
        usage,
      },
    })
  })

  test('with tool calls has no text, with neither an empty one', () => {
    const calls = [{ function: { name: 'f', arguments: {} } }]
    expect(message(end({ message: { content: '', tool_calls: calls } }))).toMatchObject({
      finish_reason: 'tool_calls',
      message: { content: null, tool_calls: [{ type: 'function', function: { arguments: '{}' } }] },
    })
    expect(message(end())).toMatchObject({ message: { content: '' } })
  })

  test('that is none is an error', () => {
    for (const body of [null, 'x', [], { error: 'x' }])
      expect(message(body)).toHaveProperty('message')
  })
})
