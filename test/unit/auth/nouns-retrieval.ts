// Files, uploads and knowledge bases: for every route that names one by its id, who may.
import { PNG, send } from '../../files'
import { KNOWLEDGE } from '../../knowledge'
import { onDatabase } from '../../sql'
import type { Cast, Part } from './cast'
import type { Noun } from './nouns'

const OWNER: readonly Part[] = ['owner']
const KEEPERS: readonly Part[] = ['owner', 'admin']
const READERS: readonly Part[] = [...KEEPERS, 'reader', 'groupReader']
const WRITERS: readonly Part[] = [...KEEPERS, 'writer', 'groupWriter']
const EITHER: readonly Part[] = [...READERS, 'writer', 'groupWriter']

/** A file of somebody as if it had been read: with words, and without bytes or a job. */
async function wordy({ app }: Cast, user_id: string): Promise<string> {
  const id = crypto.randomUUID()
  const columns = 'id, user_id, origin, name, type, size, hash, created_at, state, meta, updated_at'
  const values = `'${id}', '${user_id}', 'upload', 'f.txt', 'text/plain', 5, 'h', 1, 'done', '{}', 1`
  await onDatabase(app.database, `insert into file (${columns}) values (${values})`)
  const words = `'${id}', 'Words', null, '[]'`
  await onDatabase(
    app.database,
    `insert into file_text (file_id, content, unit, pages) values (${words})`,
  )
  return id
}

/** A base of the owner, shared with the cast, that holds this file. */
async function baseWith({ people: { admin, owner }, app, shared }: Cast, file_id: string) {
  const form = { name: 'B', description: '', data: { file_ids: [] }, access_control: shared }
  const { body } = await admin.post(`${KNOWLEDGE}/create`, form)
  // The permission to make one is another matter.
  await onDatabase(
    app.database,
    `update knowledge set user_id = '${owner.id}' where id = '${body.id}'`,
  )
  await owner.post(`${KNOWLEDGE}/${body.id}/files/add`, { files: [{ file_id }] })
  return body.id as string
}

/** The file in each base that was made. */
const inside = new Map<string, string>()

const held = (id: string) => ({ file_id: inside.get(id) })

const knowledge: Noun = {
  name: 'knowledge',
  async make(cast) {
    const file = await wordy(cast, cast.people.owner.id)
    const id = await baseWith(cast, file)
    inside.set(id, file)
    return id
  },
  state: async ({ people: { admin } }, id) => (await admin.get(`${KNOWLEDGE}/${id}`)).body,
  routes: {
    'GET /api/v1/knowledge/{id}': { may: READERS },
    'GET /api/v1/knowledge/{id}/files': { may: EITHER },
    'POST /api/v1/knowledge/{id}/update': {
      may: WRITERS,
      body: () => ({ name: 'Renamed', description: '', access_control: null }),
    },
    'DELETE /api/v1/knowledge/{id}/delete': { may: KEEPERS },
    'POST /api/v1/knowledge/{id}/reset': { may: KEEPERS },
    'POST /api/v1/knowledge/{id}/file/add': {
      may: WRITERS,
      body: async (_, { cast, who }) => ({
        file_id: await wordy(cast, who.id || cast.people.owner.id),
      }),
    },
    'POST /api/v1/knowledge/{id}/file/update': { may: WRITERS, body: held },
    'POST /api/v1/knowledge/{id}/file/remove': { may: WRITERS, body: held },
    'POST /api/v1/knowledge/{id}/files/add': {
      may: WRITERS,
      body: async (_, { cast, who }) => ({
        files: [{ file_id: await wordy(cast, who.id || cast.people.owner.id), path: 'a/b.txt' }],
      }),
    },
    'POST /api/v1/knowledge/{id}/files/remove': {
      may: WRITERS,
      body: id => ({ file_ids: [inside.get(id)] }),
    },
  },
}

const CONTENT = (id: string) => `/api/v1/files/${id}/content`

/** A picture in a base that is shared: who reads the base reads it, and only its owner changes it. */
const shared: Noun = {
  name: 'file in a knowledge base',
  async make(cast) {
    const { body } = await send(cast.people.owner, 'leaf.png', PNG)
    await baseWith(cast, body.id)
    return body.id
  },
  state: async ({ people: { owner } }, id) => (await owner.get(`/api/v1/files/${id}`)).body,
  routes: {
    'GET /api/v1/files/{id}': { may: READERS },
    'DELETE /api/v1/files/{id}': { may: KEEPERS },
    'GET /api/v1/files/{id}/content': { may: READERS },
    'GET /api/v1/files/{id}/content/html': { may: READERS },
    'GET /api/v1/files/{id}/content/{name}': {
      may: READERS,
      path: id => `${CONTENT(id)}/leaf.png`,
    },
    'GET /api/v1/files/{id}/data/content': { may: READERS },
    'GET /api/v1/files/{id}/text': { may: READERS },
  },
}

/** One that has words; how far their reading has come changes by itself. */
const read: Noun = {
  name: 'file with words',
  async make(cast) {
    const { body } = await send(cast.people.owner, 'leaf.txt', 'Leaves')
    await baseWith(cast, body.id)
    return body.id
  },
  state: async ({ people: { owner } }, id) => {
    const { body } = await owner.get(`/api/v1/files/${id}`)
    return [body.filename, body.sha256, body.state === 'cancelled']
  },
  routes: {
    'POST /api/v1/files/{id}/data/content/update': {
      may: KEEPERS,
      body: () => ({ content: 'Others' }),
    },
    'POST /api/v1/files/{id}/retry': { may: KEEPERS },
    'POST /api/v1/files/{id}/cancel': { may: KEEPERS },
  },
}

const upload: Noun = {
  name: 'upload',
  make: async ({ people: { owner } }) =>
    (await owner.post('/api/v1/uploads', { name: 'large.txt', size: 10 })).body.id,
  state: async ({ people: { owner } }, id) => (await owner.get(`/api/v1/uploads/${id}`)).body,
  routes: {
    'GET /api/v1/uploads/{id}': { may: OWNER },
    'DELETE /api/v1/uploads/{id}': { may: OWNER },
    'PATCH /api/v1/uploads/{id}': { may: OWNER, headers: { 'upload-offset': '0' }, raw: 'Five.' },
  },
}

export const retrieval: readonly Noun[] = [knowledge, shared, read, upload]
