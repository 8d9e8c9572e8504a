// hearth config --apply-file: what one house is, another becomes.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { file, hearth } from './shell'

test('a house is written as a file that makes the same house elsewhere', async () => {
  await using here = await openApp()
  const [ada, grace] = [await here.admin(), await here.user('Grace')]
  await ada.post('/api/v1/settings', {
    'ui.default_locale': 'de',
    'webhook.secret': 'hunter2',
    'auth.admin.email': 'ask $' + '{ME}',
    'ui.prompt_suggestions': [{ title: ['a', 'b'], content: 'c: - #' }],
  })
  await ada.post('/openai/config/update', {
    ENABLE_OPENAI_API: false,
    OPENAI_API_BASE_URLS: ['https://one.example/v1'],
    OPENAI_API_KEYS: ['sk-one'],
    OPENAI_API_CONFIGS: { 'https://one.example/v1': { prefix_id: 'px', enable: false } },
  })
  const { body: staff } = await ada.post('/api/v1/groups/create', {
    name: 'Staff: all',
    description: '',
  })
  await ada.post(`/api/v1/groups/id/${staff.id}/update`, {
    name: 'Staff: all',
    description: 'Who works here',
    permissions: { chat: { edit: false } },
    user_ids: [grace.id],
  })
  await ada.post('/api/v1/models/create', {
    id: 'gpt-x',
    name: 'X',
    meta: {},
    params: { temperature: 0 },
    access_control: { read: { group_ids: [staff.id], user_ids: [] } },
  })
  const plain = await hearth(here, ['config', '--apply-file'])
  expect(plain.out).not.toMatch(/hunter2|sk-one/)
  expect(plain.out).toMatch(/key: \$\{OPENAI_KEY_1\}/)
  const whole = await hearth(here, ['config', '--apply-file', '--secrets'])

  await using there = await openApp()
  const bea = await there.admin()
  await there.user('Grace')
  const env = { OPENAI_KEY_1: 'sk-one', WEBHOOK_SECRET: 'hunter2' }
  const done = await hearth(there, ['apply', file(there, plain.out), '-y'], { env })
  expect([done.code, done.err]).toEqual([0, ''])
  const same = await hearth(there, ['apply', file(there, whole.out), '-y'])
  expect(same.out).toContain('Nothing to do')
  expect((await hearth(there, ['config', '--apply-file', '--secrets'])).out).toBe(whole.out)
  const [group] = (await bea.get('/api/v1/groups/')).body
  expect(group).toMatchObject({ name: 'Staff: all', user_ids: [expect.any(String)] })
})

test('without data there is nothing to write', async () => {
  const { code, err } = await hearth({ dir: '/tmp', database: 'sqlite:////tmp/no/such.db' }, [
    'config',
    '--apply-file',
  ])
  expect([code, err]).toEqual([1, expect.stringContaining('There is no Hearth')])
})
