// Embedders on other machines: what they are sent, and what comes of answers that are wrong, late or none.
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { chosenEmbedder, EmbedError, embedder } from '../../../../src/retrieval/embed'
import { cosine } from '../../../embedder'
import { type Fault, openProvider, type Provider } from '../../../provider'
import { type Opened, openHouse } from './house'

const PATH = { openai: '/v1/embeddings', ollama: '/api/embed' }
const PREFIXES = {
  RAG_EMBEDDING_QUERY_PREFIX: 'query: ',
  RAG_EMBEDDING_CONTENT_PREFIX: 'passage: ',
}

describe.each(['openai', 'ollama'] as const)('%s', engine => {
  let stack: AsyncDisposableStack
  let provider: Provider
  let opened: Opened
  beforeAll(async () => {
    stack = new AsyncDisposableStack()
    provider = stack.use(await openProvider({ models: ['embed'], key: 'sesame' }))
    opened = stack.use(
      await openHouse({
        RAG_EMBEDDING_ENGINE: engine,
        RAG_EMBEDDING_MODEL: 'embed',
        RAG_EMBEDDING_BATCH_SIZE: '2',
        RAG_OPENAI_API_BASE_URL: provider.openai,
        RAG_OPENAI_API_KEY: 'sesame',
        RAG_OLLAMA_BASE_URL: provider.url,
        RAG_OLLAMA_API_KEY: 'sesame',
        AIOHTTP_CLIENT_TIMEOUT: '1',
      }),
    )
  })
  afterAll(() => stack.disposeAsync())

  const path = PATH[engine]
  const ask = (texts: string[], kind: 'query' | 'passage' = 'passage', signal?: AbortSignal) =>
    embedder(opened.house, chosenEmbedder(opened.house)).embed(texts, kind, signal)
  const inputs = () =>
    provider.calls.filter(call => call.path === path).map(call => Object(call.body).input)

  /** Every call goes wrong that way. */
  async function wrong<T>(fault: Fault, work: () => Promise<T>): Promise<T> {
    provider.paths[path] = { fault }
    try {
      return await work()
    } finally {
      delete provider.paths[path]
    }
  }

  /** The words of the error that comes of it. */
  const words = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'no error',
      error => {
        expect(error).toBeInstanceOf(EmbedError)
        return error.message
      },
    )

  const answering = (...vectors: unknown[]): Fault => ({
    status: 200,
    body:
      engine === 'openai'
        ? { data: vectors.map(embedding => ({ embedding })) }
        : { embeddings: vectors },
  })

  test('is sent as many texts in a call as the settings say, one call after another', async () => {
    provider.calls.length = 0
    const vectors = await ask(['one', 'two', 'three', 'four', 'five'])
    expect(inputs()).toEqual([['one', 'two'], ['three', 'four'], ['five']])
    expect(vectors).toHaveLength(5)
    const [alone] = await ask(['four'])
    expect(vectors[3]).toEqual(alone as Float32Array)
    for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 5)
  })

  test('gets the lines of a passage as one, and a question as it was asked', async () => {
    provider.calls.length = 0
    await ask(['a\nb\r\nc'])
    await ask(['a\nb'], 'query')
    expect(inputs()).toEqual([['a b\r c'], ['a\nb']])
  })

  test('is called for no texts at all not at all', async () => {
    provider.calls.length = 0
    expect(await ask([])).toEqual([])
    expect(provider.calls).toHaveLength(0)
  })

  test('is asked again when it is in trouble for a moment', async () => {
    for (const fault of [
      { status: 429, headers: { 'retry-after': '0' } },
      { status: 503 },
      { drop: 'headers' },
      { drop: 1 },
    ] as const) {
      provider.calls.length = 0
      provider.paths[path] = { fault }
      const asked = ask(['patience'])
      await provider.call(path)
      delete provider.paths[path]
      expect(await asked).toHaveLength(1)
      expect(inputs().length).toBeGreaterThan(1)
    }
  })

  test('is given up when it stays in trouble, after a few tries', async () => {
    provider.calls.length = 0
    const busy: Fault = {
      status: 429,
      headers: { 'retry-after': '0' },
      body: { error: 'Slow down' },
    }
    const said = await wrong(busy, () => words(ask(['hello'])))
    expect(said).toContain('429: Slow down')
    expect(inputs()).toHaveLength(5)
  })

  test('is asked only once when asking again cannot help', async () => {
    const cases: [Fault, RegExp][] = [
      [
        { status: 401, body: { error: { message: 'bad key' } } },
        /refuses the key \(401: bad key\)/,
      ],
      [{ status: 404, body: { error: 'model not found' } }, /does not find the model embed/],
      [
        { status: 400, body: { error: { message: 'too long' } } },
        /refuses the texts \(400: too long/,
      ],
      [{ redirect: 'http://169.254.169.254/' }, /cannot be used: .*another address/],
      [{ hang: 'headers' }, /took too long/],
      [{ hang: 'body' }, /took too long/],
    ]
    for (const [fault, message] of cases) {
      provider.calls.length = 0
      expect(await wrong(fault, () => words(ask(['hello'])))).toMatch(message)
      expect(inputs()).toHaveLength(1)
    }
  })

  test('is not believed when it answers something else than vectors', async () => {
    const cases: [Fault, RegExp][] = [
      [{ status: 200, type: 'text/html', body: '<html>Welcome</html>' }, /with a web page/],
      [{ status: 200, body: 'ok' }, /no JSON/],
      [{ status: 200, body: { hello: 'there' } }, /without vectors/],
      [{ status: 200, body: [] }, /without vectors/],
      [answering([1, 0]), /1 vectors for 2 texts/],
      [answering([1, 0], [0, 1], [1, 1]), /3 vectors for 2 texts/],
      [answering([1, 0], [0, null]), /no vector/],
      [answering([1, 0], ['1', '0']), /no vector/],
      [answering([1, 0], [0, 0]), /no vector/],
      [answering([1, 0], []), /no vector/],
      [answering([1, 0], 'AAAA'), /no vector/],
      [answering([1, 0], [1, 0, 0]), /3 numbers, where it gave 2/],
      [answering([1, 0], Array(20_000).fill(1)), /no vector/],
    ]
    for (const [fault, message] of cases) {
      expect(await wrong(fault, () => words(ask(['one', 'two'])))).toMatch(message)
    }
    const infinite = JSON.stringify(Object(answering([1, 0], [7, 0])).body).replace('7', '1e999')
    const fault = { status: 200, type: 'application/json', body: infinite }
    expect(await wrong(fault, () => words(ask(['one', 'two'])))).toMatch(/no vector/)
  })

  test('is refused when its vectors have another dimension than before', async () => {
    const same = embedder(opened.house, chosenEmbedder(opened.house))
    await same.embed(['eight numbers'], 'passage')
    const said = await wrong(answering([1, 0]), () => words(same.embed(['two'], 'passage')))
    expect(said).toMatch(/2 numbers, where it gave 8 before/)
    const known = embedder(opened.house, { ...chosenEmbedder(opened.house), dimension: 9 })
    expect(await words(known.embed(['eight'], 'query'))).toMatch(
      /8 numbers, where it gave 9 before/,
    )
  })

  test('is let go when whoever asked leaves', async () => {
    provider.calls.length = 0
    const leaving = new AbortController()
    await wrong({ hang: 'headers' }, async () => {
      const asked = ask(['hello'], 'query', leaving.signal)
      asked.catch(() => undefined)
      const call = await provider.call(path)
      leaving.abort(new Error('Ada left'))
      await expect(asked).rejects.toThrow('Ada left')
      await call.aborted
    })
  })

  test('does not make a person wait between tries when he leaves', async () => {
    const leaving = new AbortController()
    await wrong({ status: 429, headers: { 'retry-after': '30' } }, async () => {
      provider.calls.length = 0
      const asked = ask(['hello'], 'passage', leaving.signal)
      asked.catch(() => undefined)
      await (await provider.call(path)).answered
      leaving.abort(new Error('Ada left'))
      await expect(asked).rejects.toThrow('Ada left')
    })
  })

  test('gets the key, and an address that the settings do not name gets none', async () => {
    provider.calls.length = 0
    await ask(['hello'])
    expect(provider.last(path).headers.authorization).toBe('Bearer sesame')
    await using stranger = await openProvider({ models: ['embed'] })
    const url = engine === 'openai' ? stranger.openai : stranger.url
    await embedder(opened.house, { engine, model: 'embed', url }).embed(['hello'], 'query')
    expect(stranger.last(path).headers.authorization).toBeUndefined()
  })
})

test('a server that is not there is named as such', async () => {
  await using opened = await openHouse()
  const gone = await openProvider()
  const url = gone.openai
  await gone.close()
  const asked = embedder(opened.house, { engine: 'openai', model: 'm', url }).embed(['x'], 'query')
  await expect(asked).rejects.toThrow(/cannot be used: Nothing answers.*Check its address/)
})

test('an address that is none is named as such', async () => {
  await using opened = await openHouse()
  for (const url of ['', 'nonsense', 'file:///etc/passwd', 'http://169.254.169.254/']) {
    const asked = embedder(opened.house, { engine: 'ollama', model: 'm', url }).embed(
      ['x'],
      'query',
    )
    await expect(asked).rejects.toThrow(EmbedError)
  }
})

test('a model that wants a word before each text gets it', async () => {
  await using provider = await openProvider({ models: ['embed'] })
  await using opened = await openHouse(PREFIXES)
  const name = { engine: 'openai', model: 'embed', url: provider.openai } as const
  await embedder(opened.house, name).embed(['why?'], 'query')
  await embedder(opened.house, name).embed(['so.'], 'passage')
  expect(provider.calls.map(call => Object(call.body).input)).toEqual([
    ['query: why?'],
    ['passage: so.'],
  ])
})

test('an index of a server that is a connection of the models still gets its key', async () => {
  await using provider = await openProvider({ models: ['embed'], key: 'sesame' })
  await using opened = await openHouse({
    OPENAI_API_BASE_URLS: provider.openai,
    OPENAI_API_KEYS: 'sesame',
    RAG_OPENAI_API_BASE_URL: 'http://127.0.0.1:1/v1',
    RAG_OPENAI_API_KEY: 'other',
  })
  const name = { engine: 'openai', model: 'embed', url: `${provider.openai}/` } as const
  expect(await embedder(opened.house, name).embed(['hello'], 'query')).toHaveLength(1)
})

test('the settings choose, and Hearth embeds by itself unless they do', async () => {
  await using plain = await openHouse()
  expect(chosenEmbedder(plain.house)).toMatchObject({ engine: '', url: '' })
  await using other = await openHouse({
    RAG_EMBEDDING_ENGINE: 'ollama',
    RAG_EMBEDDING_MODEL: 'nomic-embed-text',
    RAG_OLLAMA_BASE_URL: 'http://ollama:11434',
  })
  const url = 'http://ollama:11434'
  expect(chosenEmbedder(other.house)).toEqual({ engine: 'ollama', model: 'nomic-embed-text', url })
})
