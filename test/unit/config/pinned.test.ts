// Settings that people may not change, and those saved where the environment was not known.
import { expect, test } from 'bun:test'
import type { Config, Key } from '../../../src/config'
import { Refusal } from '../../../src/utils/refusal'
import { openDesk } from './desk'

const row = (config: Config, key: Key) => config.describe().find(one => one.key === key)
const refused = async (work: Promise<void>): Promise<Refusal> => {
  const error = await work.then(
    () => undefined,
    error => error,
  )
  if (error instanceof Refusal) return error
  throw new Error(`not refused: ${error}`)
}

test('pinned settings refuse edits, but not their own value, and the rest can be edited', async () => {
  await using desk = await openDesk()
  await (await desk.start({})).set({ 'ui.enable_signup': false, 'task.model.default': 'mine' })
  const config = await desk.start({ ENABLE_PERSISTENT_CONFIG: 'false', ENABLE_SIGNUP: 'true' })
  expect(config.get('ui.enable_signup')).toBe(true)
  expect(config.get('task.model.default')).toBe('mine')
  expect(row(config, 'ui.enable_signup')).toMatchObject({ source: 'pinned' })
  const edit = { 'ui.enable_signup': false, 'task.model.default': 'other' }
  const refusal = await refused(config.set(edit))
  expect(refusal.status).toBe(409)
  expect(refusal.detail).toContain('ENABLE_SIGNUP')
  expect(config.get('task.model.default')).toBe('mine')
  await config.set({ 'ui.enable_signup': true, 'task.model.default': 'other' })
  expect(config.get('task.model.default')).toBe('other')
})

test('where the environment decides over admins, they cannot change it; without its word they can', async () => {
  await using desk = await openDesk()
  const firm = await desk.start({ ENABLE_ADMIN_CHAT_ACCESS: 'false' })
  expect(row(firm, 'auth.admin.chat_access')).toMatchObject({ source: 'pinned', value: false })
  const refusal = await refused(firm.set({ 'auth.admin.chat_access': true }))
  expect([refusal.status, refusal.detail]).toEqual([
    409,
    'auth.admin.chat_access is set by ENABLE_ADMIN_CHAT_ACCESS and cannot be changed here, as whoever runs the server decides it.',
  ])
  const free = await desk.start()
  await free.set({ 'auth.admin.chat_access': false })
  expect((await desk.start()).get('auth.admin.chat_access')).toBe(false)
  const over = await desk.start({ ENABLE_ADMIN_CHAT_ACCESS: 'true' })
  expect(over.get('auth.admin.chat_access')).toBe(true)
})

test('what was saved beside the server holds against the environment that the server meets', async () => {
  await using desk = await openDesk()
  await desk.plant('task.model.default', '"mine"', 'unseen')
  const met = await desk.start({ TASK_MODEL: 'a' })
  expect(met.get('task.model.default')).toBe('mine')
  expect((await desk.start({ TASK_MODEL: 'a' })).get('task.model.default')).toBe('mine')
  expect((await desk.start({ TASK_MODEL: 'b' })).get('task.model.default')).toBe('b')
})
