import { expect, test } from 'bun:test'
import { sampleChats } from '../../../src/demo/chats'

const now = 1_800_000_000

test('the sidebar of a demo has chats of many ages, one pinned, one archived, one long', () => {
  const chats = sampleChats(now)
  expect(chats.length).toBeGreaterThanOrEqual(6)
  expect(chats.filter(({ pinned }) => pinned)).toHaveLength(1)
  expect(chats.filter(({ archived }) => archived)).toHaveLength(1)
  expect(Math.max(...chats.map(({ chat }) => chat.messages.length))).toBeGreaterThanOrEqual(14)
  const days = chats.map(({ updated_at }) => Math.floor((now - updated_at) / 86_400))
  expect(days).toEqual([...days].sort((a, b) => a - b))
  expect(days[0]).toBe(0)
  expect(days.at(-1)).toBeGreaterThan(60)
  expect(new Set(chats.map(({ title }) => title)).size).toBe(chats.length)
})

test('each is a whole document: a tree without gaps, a branch from its root to the current message', () => {
  for (const { title, chat, created_at, updated_at } of sampleChats(now)) {
    const { messages, currentId } = chat.history
    expect(chat).toMatchObject({ id: '', title, models: ['demo'], timestamp: created_at * 1000 })
    expect(chat.messages.at(-1)?.id).toBe(currentId)
    expect(chat.messages[0]?.parentId).toBeNull()
    for (const [id, message] of Object.entries(messages)) {
      expect(message.id).toBe(id)
      expect(message.content).not.toBe('')
      expect(message.content).not.toMatch(/^@/m)
      expect(message.childrenIds.every(child => messages[child]?.parentId === id)).toBe(true)
      if (message.parentId) expect(messages[message.parentId]?.childrenIds).toContain(id)
      expect(message.timestamp).toBeWithin(created_at, updated_at)
      if (message.role === 'user') expect(message.models).toEqual(['demo'])
      else
        expect(message).toMatchObject({
          done: true,
          modelName: expect.stringContaining('scripted'),
        })
    }
    const roles = chat.messages.map(({ role }) => role)
    expect(roles).toEqual(roles.map((_, index) => (index % 2 === 0 ? 'user' : 'assistant')))
  }
})

test('one question has two answers, and one answer its thoughts', () => {
  const all = sampleChats(now).flatMap(({ chat }) => Object.values(chat.history.messages))
  expect(all.filter(({ childrenIds }) => childrenIds.length === 2)).toHaveLength(1)
  expect(all.filter(({ reasoning }) => reasoning)).toHaveLength(1)
})
