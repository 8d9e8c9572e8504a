// Replies that rest on documents: the sources are joined, kept and read again; short documents go whole, long ones by passage.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { add, base, file, readFile } from '../../knowledge'
import { until } from '../../until'
import { type Data, type Desk, describe, openDesk } from './desk'
import { all, begin, type Event, ended, follow, messageOf, question } from './follow'
import { asBase, asFile, asked, GARDEN, long, TEAPOT, told } from './shelf'

const QUESTION = 'How many cups does the blue teapot hold?'
const UNTITLED = { ENABLE_TITLE_GENERATION: 'false' }

let desk: Desk
let teapot: string
let catalogue: string

beforeAll(async () => {
  desk = await openDesk({}, { ...UNTITLED, RAG_FULL_CONTEXT_CHARACTERS: '5000' })
  teapot = await readFile(desk.ada, 'teapot.txt', TEAPOT)
  catalogue = await readFile(desk.ada, 'catalogue.txt', long(40))
})
afterAll(() => desk[Symbol.asyncDispose]())

const ask = (content: string, files: object[], more: object = {}) =>
  question(content, { message: { id: crypto.randomUUID(), content, files }, ...more })

const ofType = (events: Event[], type: string): Data =>
  events.map(({ data }) => data).findLast(data => data.type === type)

/** What a reader has who came before everything, or in the middle. */
const facts = (events: Event[]): Data => ({
  ...events[0]?.data,
  ...ofType(events, 'status'),
  ...ofType(events, 'sources'),
})

test('a short document goes whole, in numbered parts, without a search', async () => {
  const { id, chat_id } = await begin(desk.ada, ask(QUESTION, [asFile(teapot)]))
  const events = await all(follow(desk.ada, id))
  const { sources, retrieval, statusHistory } = facts(events)
  expect(sources).toHaveLength(1)
  expect(sources[0].source).toMatchObject({ id: teapot, name: 'teapot.txt' })
  expect(sources[0].document).toEqual([TEAPOT])
  expect(sources[0].metadata[0]).toMatchObject({
    number: 1,
    whole: true,
    stop_index: TEAPOT.length,
  })
  expect(retrieval).toMatchObject({ whole: ['teapot.txt'], queries: [], nothing: false })
  expect(statusHistory.at(-1)).toMatchObject({ action: 'knowledge_search', done: true })
  const [system] = told(desk.provider)
  expect(system.content).toContain('<source_id>1</source_id><source_name>teapot.txt</source_name>')
  const kept = await messageOf(desk.ada, chat_id, id)
  expect(kept).toMatchObject({ sources, statusHistory, retrieval })
  expect(events.at(-1)?.data.message).toMatchObject({ sources, retrieval })
})

test('of a long document the passages that fit go, and the reader learns why these', async () => {
  const { id } = await begin(desk.ada, ask(QUESTION, [asFile(catalogue)]))
  const { sources, retrieval } = facts(await all(follow(desk.ada, id)))
  const [{ document, metadata, distances }] = sources
  expect(document.length).toBeGreaterThan(1)
  expect(document.some((text: string) => text.includes('seven cups'))).toBe(true)
  expect(metadata.map(({ number }: Data) => number)).toEqual(
    document.map((_: string, n: number) => n + 1),
  )
  expect(distances).toHaveLength(document.length)
  expect(retrieval.queries).toEqual([QUESTION])
  expect(retrieval.passages).toHaveLength(document.length)
  const best = retrieval.passages.find(({ number }: Data) => number === 1)
  expect(best.score).toBeGreaterThan(0)
  expect([best.vector?.rank, best.words?.rank]).toContain(1)
  expect(retrieval.left.length).toBeGreaterThan(0)
  expect(retrieval.left[0]).toMatchObject({ file_id: catalogue, why: expect.any(String) })
  expect(retrieval.ms.total).toBeGreaterThanOrEqual(0)
})

test('who joins late, or comes back, has the sources', async () => {
  desk.provider.scripts.steps = { reply: ['It holds ', 'seven [1].'], pace: 'steps' }
  const form = ask(QUESTION, [asFile(teapot)], { model: 'steps' })
  const { id, chat_id } = await begin(desk.ada, form)
  const running = await until(async () => {
    const message = await messageOf(desk.ada, chat_id, id)
    return message?.sources && message
  })
  expect(running.state).toBe('running')
  const [late] = [await follow(desk.ada, id).next()]
  expect(late.value?.data).toMatchObject({ type: 'snapshot', sources: running.sources })
  expect(late.value?.data.statusHistory).not.toBeEmpty()
  desk.provider.finish()
  expect((await ended(desk.ada, id)).message.sources).toEqual(running.sources)
  const recalled = await all(follow(desk.ada, id))
  expect(facts(recalled).sources).toEqual(running.sources)
})

test('what was attached before counts for the next question, and for more of an answer', async () => {
  const first = await begin(desk.ada, ask(QUESTION, [asFile(teapot)]))
  await ended(desk.ada, first.id)
  const { chat_id } = first
  const next = question('And when was it made?', { chat_id, parent_id: first.id })
  const second = await begin(desk.ada, next)
  expect((await ended(desk.ada, second.id)).message.sources[0].document).toEqual([TEAPOT])
  const again = await begin(desk.ada, { chat_id, continue_id: second.id, model: 'echo' })
  expect((await ended(desk.ada, again.id)).message.sources[0].document).toEqual([TEAPOT])
})

test('a later question is worded by the task model, within its time, or is asked as it is', async () => {
  const { ada, provider } = desk
  const first = await begin(ada, ask(QUESTION, [asFile(catalogue)]))
  await ended(ada, first.id)
  const { chat_id } = first
  const wording = (reply: string) => ({
    reply: ({ lastText }: { lastText: string }) =>
      lastText.includes('JSON object') ? reply : 'Yes.',
  })
  provider.scripts.echo = wording('{"queries": ["blue teapot made in", "Delft"]}')
  const next = (content: string) => question(content, { chat_id, parent_id: first.id })
  const second = await begin(ada, next('And where does it come from?'))
  const { message } = await ended(ada, second.id)
  expect(message.retrieval.queries).toEqual(['blue teapot made in', 'Delft'])
  expect(message.sources[0].document.join()).toContain('Delft')
  const counted = (await ada.get('/api/v1/usage?group=kind')).body
  expect(JSON.stringify(counted)).toContain('"task"')
  provider.scripts.echo = wording('I would look for:\nthe teapot')
  const third = await begin(ada, next('Where is the teapot from?'))
  expect((await ended(ada, third.id)).message.retrieval.queries).toEqual([
    'Where is the teapot from?',
  ])
  delete provider.scripts.echo
})

test('the knowledge of a model counts for whoever may read it, and is no secret told to others', async () => {
  const { ada, provider } = desk
  const shelf = await base(ada, { name: 'Garden shelf' })
  await add(ada, shelf, await readFile(ada, 'garden.txt', GARDEN))
  await describe(ada, 'code', {}, { knowledge: [asBase(shelf, { name: 'Garden shelf' })] })
  const form = () => question('How many kinds of roses grow there?', { model: 'code' })
  const mine = await begin(ada, form())
  expect((await ended(ada, mine.id)).message.sources[0].document).toEqual([GARDEN])
  const bob = await desk.app.user('Bob')
  const theirs = await begin(bob, form())
  const { message } = await ended(bob, theirs.id)
  expect(message.sources).toBeUndefined()
  expect(JSON.stringify(told(provider))).not.toContain('roses. The oldest')
  const through = { ...form(), stream: false, messages: [{ role: 'user', content: 'Roses?' }] }
  const files = [asBase(shelf, { name: 'Garden shelf' })]
  expect((await bob.post('/api/chat/completions', { ...through, files })).status).toBe(200)
  expect(JSON.stringify(told(provider))).not.toContain('The oldest is a Gallica')
})

test('when nothing is found the model is told to say so, and the reader sees it', async () => {
  const { ada, provider } = desk
  const empty = await base(ada, { name: 'Empty shelf' })
  const { id } = await begin(ada, ask('What is on it?', [asBase(empty)]))
  const { sources, retrieval, statusHistory } = facts(await all(follow(ada, id)))
  expect(sources).toEqual([])
  expect(retrieval).toMatchObject({ nothing: true, passages: [] })
  expect(statusHistory.at(-1)).toMatchObject({ description: 'Nothing was found', done: true })
  const [system] = told(provider)
  expect(system.content).toContain('nothing that fits was found')
  expect(system.content).toContain('Empty shelf')
})

test('a file that is gone since is left out, and the chat goes on', async () => {
  const { ada, provider } = desk
  const gone = await readFile(ada, 'gone.txt', 'Soon gone.')
  const first = await begin(ada, ask('What is this?', [asFile(gone)]))
  await ended(ada, first.id)
  await ada.delete(`/api/v1/files/${gone}`)
  const { chat_id, id: parent_id } = first
  const next = await begin(ada, question('And now?', { chat_id, parent_id }))
  const { state, message } = await ended(ada, next.id)
  expect([state, message.sources]).toEqual(['done', undefined])
  expect(JSON.stringify(told(provider))).not.toContain('Soon gone')
})

test('another answer to a question whose file is gone says so', async () => {
  const { ada, provider } = desk
  const gone = await readFile(ada, 'gone.txt', 'Soon gone, too.')
  const first = await begin(ada, ask('What is this?', [asFile(gone, { name: 'gone.txt' })]))
  await ended(ada, first.id)
  await ada.delete(`/api/v1/files/${gone}`)
  const { chat_id, user_message_id } = first
  const next = await begin(ada, { chat_id, user_message_id, model: 'echo' })
  const { message } = await ended(ada, next.id)
  const description = 'gone.txt is not there any more, or closed to you.'
  expect(message.statusHistory.at(-1)).toMatchObject({ description, done: true, error: true })
  expect(told(provider)[0].content).toContain(description)
})

test('a message has no more files than the house allows', async () => {
  const { ada } = desk
  await ada.post('/api/v1/settings', { 'rag.file.max_count': 1 })
  const two = ask(QUESTION, [asFile(teapot), asFile(catalogue)])
  const { status, body } = await ada.post('/api/v1/replies', two)
  expect([status, body.detail]).toEqual([400, expect.stringContaining('1 files at most')])
  await ada.post('/api/v1/settings/reset', { keys: ['rag.file.max_count'] })
})

test('a file that is being read is waited for', async () => {
  const slow = await file(desk.ada, 'slow.txt', `${TEAPOT} It is slow to pour.`)
  const { id } = await begin(desk.ada, ask(QUESTION, [asFile(slow)]))
  expect((await ended(desk.ada, id)).message.sources[0].document[0]).toContain('slow to pour')
})

test('stopping while queries are worded ends the reply and the provider’s work', async () => {
  const { ada, provider } = desk
  const first = await begin(ada, ask(QUESTION, [asFile(catalogue)]))
  await ended(ada, first.id)
  const before = asked(provider)
  provider.scripts.echo = { fault: { hang: 'headers' } }
  const { chat_id, id: parent_id } = first
  const next = await begin(ada, question('And the others?', { chat_id, parent_id }))
  await until(() => asked(provider) > before)
  expect((await ada.post(`/api/v1/replies/${next.id}/stop`)).body.state).toBe('stopped')
  await provider.last('/v1/chat/completions').aborted
  expect(asked(provider)).toBe(before + 1)
  delete provider.scripts.echo
})
