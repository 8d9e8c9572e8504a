// Everything under /ollama but chats: connections, lists, inference, and the models on the servers.
import { Elysia } from 'elysia'
import { guard } from '../auth/guard'
import type { House } from '../config/house'
import { unexpected } from '../webui/connections/failure'
import { checkedAddress } from '../webui/connections/options'
import { fetchVersion } from './catalog'
import { readConfig, writeConfig } from './config'
import { infer, show } from './inference'
import { openaiList, tags, tagsAt, version, versionAt } from './lists'
import { files, management } from './management'
import {
  ConfigForm,
  EmbeddingsForm,
  EmbedForm,
  GenerateForm,
  Named,
  Place,
  VerifyForm,
} from './schema'

export const ollama = (house: House) =>
  new Elysia({ prefix: '/ollama' })
    .use(guard(house))
    .get('/', () => ({ status: true }), { role: 'any' })
    .head('/', () => new Response(null), { role: 'any' })
    .use(connections(house))
    .use(lists(house))
    .use(inference(house))
    .use(management(house))
    .use(files(house))

const connections = (house: House) =>
  new Elysia()
    .use(guard(house))
    .get('/config', () => readConfig(house), { role: 'admin' })
    .post('/config/update', ({ body }) => writeConfig(house, body), {
      role: 'admin',
      body: ConfigForm,
    })
    .post('/verify', ({ body }) => verify(house, body), { role: 'admin', body: VerifyForm })

/** Asks an address that is not saved yet; gives its version, nothing else of its answer. */
async function verify(house: House, { url, key }: typeof VerifyForm._output) {
  const endpoint = { url: checkedAddress(url), key: key?.trim() ?? '' }
  return { version: await fetchVersion(house, endpoint).catch(unexpected) }
}

const lists = (house: House) =>
  new Elysia()
    .use(guard(house))
    .get('/api/tags', ({ me }) => tags(house, me), { role: 'verified' })
    .get('/api/tags/:idx', ({ me, params }) => tagsAt(house, me, params.idx), {
      role: 'verified',
      params: Place,
    })
    .get('/api/version', () => version(house), { role: 'any' })
    .get('/api/version/:idx', ({ params }) => versionAt(house, params.idx), {
      role: 'any',
      params: Place,
    })
    .get('/v1/models', ({ me }) => openaiList(house, me), { role: 'verified' })
    .get('/v1/models/:idx', ({ me, params }) => openaiList(house, me, params.idx), {
      role: 'verified',
      params: Place,
    })

const BIG = { is: 'verified', body: 'document' } as const

/** Each with and without the number of a server. */
const inference = (house: House) =>
  new Elysia()
    .use(guard(house))
    .onBeforeHandle(({ request, server }) => server?.timeout(request, 0))
    .post('/api/show', ({ me, body }) => show(house, me, body.name), {
      role: 'verified',
      body: Named,
    })
    .post(
      '/api/embed',
      ({ me, body, request: { signal } }) => infer(house, me, '/api/embed', body, { signal }),
      { role: BIG, body: EmbedForm },
    )
    .post(
      '/api/embed/:idx',
      ({ me, body, params: { idx }, request: { signal } }) =>
        infer(house, me, '/api/embed', body, { idx, signal }),
      { role: BIG, body: EmbedForm, params: Place },
    )
    .post(
      '/api/embeddings',
      ({ me, body, request: { signal } }) => infer(house, me, '/api/embeddings', body, { signal }),
      { role: BIG, body: EmbeddingsForm },
    )
    .post(
      '/api/embeddings/:idx',
      ({ me, body, params: { idx }, request: { signal } }) =>
        infer(house, me, '/api/embeddings', body, { idx, signal }),
      { role: BIG, body: EmbeddingsForm, params: Place },
    )
    .post(
      '/api/generate',
      ({ me, body, request: { signal } }) => infer(house, me, '/api/generate', body, { signal }),
      { role: BIG, body: GenerateForm },
    )
    .post(
      '/api/generate/:idx',
      ({ me, body, params: { idx }, request: { signal } }) =>
        infer(house, me, '/api/generate', body, { idx, signal }),
      { role: BIG, body: GenerateForm, params: Place },
    )
