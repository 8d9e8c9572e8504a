// The numbered events of a reply: every way of coming back shows the same page.
import { expect, test } from 'bun:test'
import { type Numbered, Transcript } from '../../../src/completion/replies/transcript'

const toMessage = (content: string) => ({
  id: 'm',
  parentId: null,
  childrenIds: [],
  role: 'assistant',
  content,
})

/** The page of somebody who held `before` when he came back. */
function page(before: { content: string; reasoning: string }, events: Numbered[]) {
  const shown = { ...before }
  for (const [, event] of events) {
    if (event.type === 'snapshot') Object.assign(shown, event)
    if (event.type === 'content' || event.type === 'reasoning') shown[event.type] += event.text
  }
  return { content: shown.content, reasoning: shown.reasoning }
}

const state = ({ content, reasoning }: Transcript) => ({ content, reasoning })

test('wherever a reader left, he ends with the whole text', () => {
  const transcript = new Transcript()
  const places: { event: number; held: { content: string; reasoning: string } }[] = []
  for (let n = 0; n < 10_000; n++) {
    transcript.say(n % 7 === 0 ? 'reasoning' : 'content', `${n} `)
    if (n % 501 === 0) places.push({ event: transcript.event, held: state(transcript) })
  }
  for (const { event, held } of places) {
    expect(page(held, transcript.since(event))).toEqual(state(transcript))
  }
  expect(page({ content: '', reasoning: '' }, transcript.since(undefined))).toEqual(
    state(transcript),
  )
})

test('neighbours come as one event with the number of the last', () => {
  const transcript = new Transcript('', '', 100)
  for (const text of ['a', 'b']) transcript.say('reasoning', text)
  for (const text of ['c', 'd']) transcript.say('content', text)
  transcript.note({ type: 'usage', usage: { total_tokens: 1 } })
  transcript.note({ type: 'usage', usage: { total_tokens: 2 } })
  expect(transcript.since(100)).toEqual([
    [102, { type: 'reasoning', text: 'ab' }],
    [104, { type: 'content', text: 'cd' }],
    [106, { type: 'usage', usage: { total_tokens: 2 } }],
  ])
  expect(transcript.since(103)[0]).toEqual([104, { type: 'content', text: 'd' }])
  expect(transcript.since(106)).toEqual([])
})

test('a number from an earlier life, or from nowhere, brings a snapshot', () => {
  const transcript = new Transcript('text so far', 'thoughts', 1000)
  transcript.say('content', '!')
  for (const after of [undefined, -1, 0, 999, 1002, Number.MAX_SAFE_INTEGER]) {
    expect(transcript.since(after)).toEqual([
      [
        1001,
        { type: 'snapshot', content: 'text so far!', reasoning: 'thoughts', state: 'running' },
      ],
    ])
  }
})

test('the end comes last, once to each reader', () => {
  const transcript = new Transcript('', '', 10)
  transcript.say('content', 'a')
  transcript.finish({ state: 'done', message: toMessage('a') })
  const done = [12, { type: 'done', state: 'done', message: toMessage('a') }]
  expect(transcript.since(10)).toEqual([[11, { type: 'content', text: 'a' }], done] as Numbered[])
  expect(transcript.since(11)).toEqual([done] as Numbered[])
  expect(transcript.since(12)).toEqual([])
  expect(transcript.since(undefined).map(([, { type }]) => type)).toEqual(['snapshot', 'done'])
})

test('waiting readers hear of every change', async () => {
  const transcript = new Transcript()
  let heard = 0
  const listen = async () => {
    await transcript.changed
    heard++
  }
  const readers = [listen(), listen()]
  transcript.say('content', '')
  expect(heard).toBe(0)
  transcript.say('content', 'a')
  await Promise.all(readers)
  expect(heard).toBe(2)
})
