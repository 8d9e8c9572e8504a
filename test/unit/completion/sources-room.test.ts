// Whether a document goes whole follows the room that its model has: the chat's, the row's, or what the provider says.
import { expect, test } from 'bun:test'
import { readFile } from '../../knowledge'
import { describe, openDesk } from './desk'
import { begin, ended, question } from './follow'
import { asFile, long } from './shelf'

test('the same document goes whole or by passages, as the context of the model allows', async () => {
  await using desk = await openDesk({}, { ENABLE_TITLE_GENERATION: 'false' }, ['openai', 'ollama'])
  const { ada } = desk
  // Some 16,000 characters, 4,000 tokens.
  const id = await readFile(ada, 'catalogue.txt', long(40))
  const whole = async (more: object, files = [asFile(id)]) => {
    const content = 'How many cups does the blue teapot hold?'
    const message = { id: crypto.randomUUID(), content, files }
    const reply = await begin(ada, question(content, { message, ...more }))
    return (await ended(ada, reply.id)).message.retrieval.whole.length > 0
  }
  const small = { model: 'echo:latest' }
  expect(await whole({ model: 'echo' })).toBe(true)
  expect(await whole(small)).toBe(false)
  expect(await whole({ ...small, params: { num_ctx: 32_768 } })).toBe(true)
  expect(await whole({ ...small, params: { num_ctx: 6000 } })).toBe(false)
  expect(
    await whole({ ...small, params: { num_ctx: 6000 } }, [asFile(id, { context: 'full' })]),
  ).toBe(true)
  await describe(ada, 'echo:latest', { num_ctx: 32_768 })
  expect(await whole({ ...small, params: { num_ctx: 2048 } })).toBe(true)
  await ada.post('/api/v1/settings', { 'rag.full_context_characters': 1000 })
  expect(await whole({ model: 'echo' })).toBe(false)
})
