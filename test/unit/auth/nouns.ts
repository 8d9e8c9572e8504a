// The things that accounts hold, and for every route that names one by its id: who may.
import type { Answer, Caller } from '../../caller'
import { CHATS, say, start, talk } from '../../documents'
import { onDatabase } from '../../sql'
import type { Cast, Part } from './cast'
import { retrieval } from './nouns-retrieval'

export interface Noun {
  name: string
  /** Makes one that is the owner's, shared with the cast where it can be; gives its id. */
  make: (cast: Cast) => Promise<string>
  /** What must not change when somebody is refused. */
  state: (cast: Cast, id: string) => Promise<unknown>
  /** By method and path, as the live table has them. */
  routes: Record<string, Rule>
}

export interface Rule {
  may: readonly Part[]
  /** Where the path does not hold the id. */
  path?: (id: string) => string
  body?: (id: string, call: Call) => object | Promise<object>
  /** A body that is no JSON. */
  raw?: string
  headers?: Record<string, string>
}

/** Who tries it. */
export interface Call {
  cast: Cast
  who: Caller
}

const OWNER: readonly Part[] = ['owner']
const KEEPERS: readonly Part[] = ['owner', 'admin']
const READERS: readonly Part[] = [...KEEPERS, 'reader', 'groupReader']
const WRITERS: readonly Part[] = [...KEEPERS, 'writer', 'groupWriter']

let count = 0

const model: Noun = {
  name: 'model',
  async make({ app, people: { admin, owner }, shared }) {
    const id = `model-${count++}`
    const form = { id, name: id, meta: {}, params: {}, access_control: shared }
    await admin.post('/api/v1/models/create', form)
    // Rows over providers' models are made by admins; the owner was one once.
    await onDatabase(app.database, `update model set user_id = '${owner.id}' where id = '${id}'`)
    return id
  },
  state: async ({ people: { admin } }, id) =>
    (await admin.get(`/api/v1/models/model?id=${id}`)).body,
  routes: {
    'GET /api/v1/models/model': { may: READERS, path: id => `/api/v1/models/model?id=${id}` },
    'POST /api/v1/models/model/update': {
      may: WRITERS,
      path: id => `/api/v1/models/model/update?id=${id}`,
      body: id => ({ id, name: 'Renamed', meta: {}, params: {}, access_control: null }),
    },
    'POST /api/v1/models/model/toggle': {
      may: WRITERS,
      path: id => `/api/v1/models/model/toggle?id=${id}`,
    },
    'DELETE /api/v1/models/model/delete': {
      may: KEEPERS,
      path: id => `/api/v1/models/model/delete?id=${id}`,
    },
  },
}

/** The first message of the chat made last. */
let question: string | undefined

const chat: Noun = {
  name: 'chat',
  make({ people: { owner } }) {
    const sent = talk('A chat', 'Hello', 'Good morning')
    question = sent.messages[0]?.id
    return start(owner, sent)
  },
  async state({ people: { owner } }, id) {
    const { body } = await owner.get(`${CHATS}/${id}`)
    return { ...body, tags: (await owner.get(`${CHATS}/${id}/tags`)).body }
  },
  routes: {
    'GET /api/v1/chats/{id}': { may: OWNER },
    'GET /api/v1/chats/share/{share_id}': { may: ['admin'] },
    'POST /api/v1/chats/{id}': { may: OWNER, body: () => ({ chat: { title: 'Mine now' } }) },
    'DELETE /api/v1/chats/{id}': { may: KEEPERS },
    'GET /api/v1/chats/{id}/pinned': { may: OWNER },
    'POST /api/v1/chats/{id}/pin': { may: OWNER },
    'POST /api/v1/chats/{id}/archive': { may: OWNER },
    'POST /api/v1/chats/{id}/clone': { may: OWNER },
    'POST /api/v1/chats/{id}/current': { may: OWNER, body: () => ({ current_id: question }) },
    'POST /api/v1/chats/{id}/folder': { may: OWNER, body: () => ({ folder_id: null }) },
    'GET /api/v1/chats/{id}/tags': { may: OWNER },
    'POST /api/v1/chats/{id}/tags': { may: OWNER, body: () => ({ name: 'seen' }) },
    'DELETE /api/v1/chats/{id}/tags': { may: OWNER, body: () => ({ name: 'seen' }) },
    'DELETE /api/v1/chats/{id}/tags/all': { may: OWNER },
    'GET /api/v1/replies': { may: OWNER, path: id => `/api/v1/replies?chat_id=${id}` },
  },
}

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const file: Noun = {
  name: 'image of a message',
  async make({ people: { owner } }) {
    const album = talk('Album')
    say(album, 'Look', null, { files: [{ type: 'image', url: PNG }] })
    const { body } = await owner.get(`${CHATS}/${await start(owner, album)}?images=link`)
    return body.chat.messages[0].files[0].url.split('/').at(-2)
  },
  state: async () => null,
  routes: { 'GET /api/v1/files/{id}/content': { may: KEEPERS } },
}

const reply: Noun = {
  name: 'reply',
  async make({ people: { owner } }) {
    const message = { id: crypto.randomUUID(), content: 'Hello' }
    const { body } = await owner.post('/api/v1/replies', { message, model: 'echo' })
    await owner.get(`/api/v1/replies/${body.id}/events`)
    return body.id
  },
  state: async ({ people: { owner } }, id) => (await owner.get(`/api/v1/replies/${id}`)).body,
  routes: {
    'GET /api/v1/replies/{id}': { may: OWNER },
    'GET /api/v1/replies/{id}/events': { may: OWNER },
    'POST /api/v1/replies/{id}/stop': { may: OWNER },
  },
}

/** Of a list, whether the one with that id stands in it. */
const listed = ({ body }: Answer, id: string): boolean =>
  (body.data ?? body).some((row: { id: string }) => row.id === id)

const key: Noun = {
  name: 'API key',
  async make({ people: { owner } }) {
    await owner.post('/api/v1/auths/api_keys', { name: `key-${count++}` })
    const { body } = await owner.get('/api/v1/auths/api_keys')
    return body.at(-1).id
  },
  state: async ({ people: { owner } }, id) => listed(await owner.get('/api/v1/auths/api_keys'), id),
  routes: { 'DELETE /api/v1/auths/api_keys/{id}': { may: OWNER } },
}

const session: Noun = {
  name: 'session',
  async make({ app, people: { owner } }) {
    const id = crypto.randomUUID()
    const values = `'${id}', '${owner.id}', ${Date.now()}, ${Date.now()}, null, '', '', 'password'`
    await onDatabase(
      app.database,
      `insert into session (id, account_id, created_at, used_at, expires_at, user_agent, address, way) values (${values})`,
    )
    return id
  },
  state: async ({ people: { owner } }, id) => listed(await owner.get('/api/v1/sessions/'), id),
  routes: { 'DELETE /api/v1/sessions/{id}': { may: OWNER } },
}

const passkey: Noun = {
  name: 'passkey',
  async make({ app, people: { owner } }) {
    const id = `key-${count++}`
    const values = `'${id}', '${owner.id}', 'laptop', 'x', 0, '[]', 1, null`
    await onDatabase(
      app.database,
      `insert into passkey (id, account_id, name, public_key, counter, transports, created_at, used_at) values (${values})`,
    )
    return id
  },
  state: async ({ people: { owner } }, id) =>
    (await owner.get('/api/v1/auths/passkeys/')).body.find(
      (row: { id: string }) => row.id === id,
    ) ?? null,
  routes: {
    'POST /api/v1/auths/passkeys/{id}': { may: OWNER, body: () => ({ name: 'phone' }) },
    'DELETE /api/v1/auths/passkeys/{id}': { may: OWNER },
  },
}

export const nouns: readonly Noun[] = [
  model,
  chat,
  file,
  reply,
  key,
  session,
  passkey,
  ...retrieval,
]

/** Routes that name something by id and hold nothing of anybody's, and what sees to them. */
export const elsewhere: Record<string, string> = {
  '/api/v1/users/{id}': 'a name and a picture for everybody; users.test.ts',
  '/api/v1/chats/folder/{folder_id}':
    'the own chats of a folder, each found by its owner; chats-lists.test.ts',
  '/api/v1/auths/identities/{name}':
    'the own identities, by the provider’s name; oauth-link.test.ts',
  '/api/v1/uploads/': 'the own uploads; uploads.test.ts',
  '/api/chat/actions/{id}': 'nothing has actions yet; chat.test.ts',
  '/openai/{path}': 'models by name; doors.test.ts',
  '/openai/models/{idx}': 'models by name; doors.test.ts',
  '/ollama/': 'models by name; doors.test.ts',
  '/v1/models/{path}': 'models by name; doors.test.ts',
}
