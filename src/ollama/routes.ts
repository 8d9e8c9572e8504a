// Everything under /ollama but chats: connections, lists, inference, and the models on the servers.
import { Elysia } from 'elysia'
import type { z } from 'zod'
import { guard, LISTS } from '../auth/guard'
import type { House } from '../config/house'
import { unexpected } from '../webui/connections/failure'
import { checkedAddress } from '../webui/connections/options'
import { fetchVersion } from './catalog'
import { readConfig, writeConfig } from './config'
import { type Inference, infer, type ModelBody, show } from './inference'
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
      audit: 'connection.change',
      body: ConfigForm,
    })
    .post('/verify', ({ body }) => verify(house, body), {
      role: 'admin',
      audit: 'connection.verify',
      body: VerifyForm,
    })

/** Asks an address that is not saved yet; gives its version, nothing else of its answer. */
async function verify(house: House, { url, key }: typeof VerifyForm._output) {
  const endpoint = { url: checkedAddress(url), key: key?.trim() ?? '' }
  return { version: await fetchVersion(house, endpoint).catch(unexpected) }
}

const lists = (house: House) =>
  new Elysia()
    .use(guard(house))
    .get('/api/tags', ({ me }) => tags(house, me), { role: LISTS })
    .get('/api/tags/:idx', ({ me, params }) => tagsAt(house, me, params.idx), {
      role: LISTS,
      params: Place,
    })
    .get('/api/version', () => version(house), { role: 'any' })
    .get('/api/version/:idx', ({ params }) => versionAt(house, params.idx), {
      role: 'any',
      params: Place,
    })
    .get('/v1/models', ({ me }) => openaiList(house, me), { role: LISTS })
    .get('/v1/models/:idx', ({ me, params }) => openaiList(house, me, params.idx), {
      role: LISTS,
      params: Place,
    })

const inference = (house: House) =>
  new Elysia()
    .use(guard(house))
    .post('/api/show', ({ me, body }) => show(house, me, body.name), {
      role: LISTS,
      body: Named,
    })
    .use(asking(house, '/api/embed', EmbedForm))
    .use(asking(house, '/api/embeddings', EmbeddingsForm))
    .use(asking(house, '/api/generate', GenerateForm))

const BIG = { is: 'verified', body: 'document', key: 'completions' } as const

/** One endpoint, with and without the number of a server; a model may be silent for long. */
const asking = (house: House, path: Inference, form: z.ZodType<ModelBody>) =>
  new Elysia()
    .use(guard(house))
    .onBeforeHandle(({ request, server }) => server?.timeout(request, 0))
    .post(path, ({ me, body, request: { signal } }) => infer(house, me, path, body, { signal }), {
      role: BIG,
      body: form,
    })
    .post(
      `${path}/:idx`,
      ({ me, body, params: { idx }, request: { signal } }) =>
        infer(house, me, path, body, { idx, signal }),
      { role: BIG, body: form, params: Place },
    )
