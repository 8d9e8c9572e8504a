// The config document: out and in again.
import { expect, test } from 'bun:test'
import { configDocument, importDocument, staying } from '../../../src/config/document'
import { Refusal } from '../../../src/utils/refusal'
import { openDesk } from './desk'

test('only what was saved is exported, nested by its path', async () => {
  await using desk = await openDesk()
  const config = await desk.start({ RAG_TOP_K: '5' })
  await config.set({
    'ui.enable_signup': false,
    'auth.api_key.enable': false,
    'auth.admin.email': 'ada@example.org',
    'rag.rag.web.search.domain.filter_list': ['example.org'],
  })
  expect(configDocument(config, true)).toEqual({
    version: 0,
    ui: { enable_signup: false },
    auth: { api_key: { enable: false }, admin: { email: 'ada@example.org' } },
    rag: { rag: { web: { search: { domain: { filter_list: ['example.org'] } } } } },
  })
})

test('a document comes back as it went', async () => {
  await using desk = await openDesk()
  const config = await desk.start()
  await config.set({
    'openai.api_configs': { 'https://a.example/v1': { prefix_id: 'px', model_ids: ['m'], own: 1 } },
    'user.permissions': {
      workspace: { models: true, knowledge: true, prompts: false, tools: false },
      chat: { file_upload: true, delete: false, edit: true, temporary: true },
    },
  })
  const document = JSON.parse(JSON.stringify(configDocument(config, true)))
  await config.reset()
  const { changes, unknown } = importDocument(document)
  await config.replace(changes)
  expect(unknown).toEqual([])
  expect(configDocument(config, true)).toEqual(document)
})

test('an import takes the place of all that was saved', async () => {
  await using desk = await openDesk()
  const config = await desk.start()
  await config.set({ 'rag.top_k': 9 })
  await config.replace(importDocument({ version: 0, task: { model: { default: 'm' } } }).changes)
  expect(config.get('rag.top_k')).toBe(3)
  expect((await desk.start()).saved()).toEqual({ 'task.model.default': 'm' })
})

test('null is no word, and strange paths are named', () => {
  const { changes, unknown } = importDocument({
    version: 0,
    ui: { enable_signup: null, theme: 'dark' },
    rag: { web: { search: { engine: 'brave', trust: { x: 1 } } } },
    ollama: null,
    constructor: { prototype: 1 },
    'rag.top_k': 5,
  })
  expect(changes).toEqual({ 'rag.web.search.engine': 'brave' })
  expect(unknown).toEqual(['ui.theme', 'rag.web.search.trust', 'constructor', 'rag.top_k'])
})

test('what stands in place of a branch refuses the document', () => {
  const wrong = { ui: 5, rag: { web: ['search'] }, task: { model: 'm' } }
  expect(() => importDocument(wrong)).toThrow(
    new Refusal(
      400,
      'ui: Must be an object\nrag.web: Must be an object\ntask.model: Must be an object',
    ),
  )
})

test('documents of older servers come in: fewer permissions, titles of any length', () => {
  const { changes } = importDocument({
    user: { permissions: { chat: { file_upload: true, edit: true, delete: true } } },
    ui: { prompt_suggestions: [{ title: ['a'], content: 'b' }] },
  })
  expect(changes).toEqual({
    'user.permissions': {
      workspace: { models: false, knowledge: false, prompts: false, tools: false },
      chat: { file_upload: true, delete: true, edit: true, temporary: false },
    },
    'ui.prompt_suggestions': [{ title: ['a', ''], content: 'b' }],
  })
})

test('secrets are left out unless they are wanted', async () => {
  await using desk = await openDesk()
  const config = await desk.start()
  await config.set({
    'openai.api_keys': ['sk-1'],
    'ldap.server.app_password': 'x',
    webhook_url: '',
  })
  expect(configDocument(config, false)).toEqual({ version: 0 })
  expect(configDocument(config, true)).toMatchObject({
    openai: { api_keys: ['sk-1'] },
    ldap: { server: { app_password: 'x' } },
  })
})

test('a document without secrets leaves them, unless an address beside them moves', async () => {
  await using desk = await openDesk()
  const config = await desk.start()
  const urls = ['https://a.example/v1']
  await config.set({
    'openai.api_base_urls': urls,
    'openai.api_keys': ['sk-a'],
    'ldap.server.host': 'one',
    'ldap.server.app_password': 'x',
    webhook_url: 'https://hooks.example/1',
  })
  const same = { 'openai.api_base_urls': urls, 'openai.enable': false, 'ldap.server.host': 'one' }
  expect(Object.keys(staying(config, same)).sort()).toEqual([
    'ldap.server.app_password',
    'openai.api_keys',
    'webhook_url',
  ])
  const moved = { 'openai.api_base_urls': ['https://b.example/v1'], 'ldap.server.host': 'one' }
  expect(Object.keys(staying(config, moved)).sort()).toEqual([
    'ldap.server.app_password',
    'webhook_url',
  ])
})

test('a document that says nothing of sign-up does not open it', async () => {
  await using desk = await openDesk()
  const config = await desk.start()
  await config.set({ 'ui.enable_signup': false })
  expect(staying(config, {})).toEqual({ 'ui.enable_signup': false })
  expect(staying(config, { 'ui.enable_signup': true })).toEqual({})
})

test('every value of a wrong type is named', () => {
  const wrong = {
    ui: { enable_signup: 1 },
    rag: { top_k: 'many' },
    task: { model: { default: 'm' } },
  }
  const work = () => importDocument(wrong)
  expect(work).toThrow(/^ui\.enable_signup: .*\nrag\.top_k: .*$/)
})

test.each([
  [[], 'The document must be an object.'],
  [null, 'The document must be an object.'],
  [{ version: 1, ui: {} }, 'The document has version 1; this Hearth reads version 0.'],
  [{ version: 'two' }, 'The document has no version of ours'],
  [{ ui: { enable_signup: 'yes' } }, 'ui.enable_signup: '],
  [{ openai: { api_base_urls: [1] } }, 'openai.api_base_urls.0: '],
  [{ user: { permissions: { chat: { delete: 'no' } } } }, 'user.permissions.chat.delete: '],
])('%j is refused', (document, expected) => {
  const error = (() => {
    try {
      return importDocument(document)
    } catch (error) {
      return error
    }
  })()
  expect(error).toBeInstanceOf(Refusal)
  expect(error).toMatchObject({ status: 400, message: expect.stringContaining(expected) })
})
