// Documents and the web for models: settings, questions, and what is made into something that can be asked.
import { Elysia } from 'elysia'
import { guard, READS } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { reindex } from '../../retrieval/reindex'
import { removeAll as removeFiles } from '../files/remove'
import { removeOne } from '../knowledge/membership'
import { readConfig, writeConfig } from './config'
import { goBack, resetIndex, standing, tryOut } from './maintain'
import { type Asking, processFile, processPage, processSearch, processText } from './process'
import { askOne, askSome } from './query'
import * as Forms from './schema'
import * as Settings from './settings'

export const retrieval = (house: House) =>
  new Elysia({ prefix: '/retrieval/api/v1' })
    .use(settings(house))
    .use(queries(house))
    .use(processes(house))
    .use(upkeep(house))

const settings = (house: House) =>
  new Elysia()
    .use(guard(house))
    // The contract shows this to anybody; it is nobody's but admins'.
    .get('/', () => Settings.summary(house), { role: 'admin' })
    // The contract's two ways to look at a vector.
    .get(
      '/ef',
      async ({ request }) => ({
        result: await Settings.embed(house, 'hello world', request.signal),
      }),
      {
        role: 'admin',
      },
    )
    .get(
      '/ef/:text',
      async ({ params, request }) => ({
        result: await Settings.embed(house, params.text, request.signal),
      }),
      { role: 'admin', params: Forms.Text },
    )
    .get('/template', () => ({ status: true, template: Settings.template(house) }), { role: READS })
    .get('/config', () => readConfig(house), { role: 'admin' })
    .post('/config/update', ({ body }) => writeConfig(house, body), {
      role: 'admin',
      audit: 'retrieval.config',
      body: Forms.ConfigForm,
    })
    .get('/embedding', () => Settings.embedding(house), { role: 'admin' })
    .post('/embedding/update', ({ body }) => Settings.setEmbedding(house, body), {
      role: 'admin',
      audit: { action: 'retrieval.embedding', detail: ['embedding_engine', 'embedding_model'] },
      body: Forms.EmbeddingForm,
    })
    .get('/reranking', () => Settings.reranking(house), { role: 'admin' })
    .post('/reranking/update', ({ body }) => Settings.setReranking(house, body.reranking_model), {
      role: 'admin',
      audit: { action: 'retrieval.reranking', detail: ['reranking_model'] },
      body: Forms.RerankingForm,
    })
    .get('/query/settings', () => Settings.query(house), { role: 'admin' })
    .post('/query/settings/update', ({ body }) => Settings.setQuery(house, body), {
      role: 'admin',
      audit: 'retrieval.query',
      body: Forms.QueryForm,
    })

interface Context {
  me: Principal
  request: Request
}

const queries = (house: House) =>
  new Elysia()
    .use(guard(house))
    .post('/query/doc', ({ me, body, request }) => askOne(house, me, body, request.signal), {
      role: READS,
      body: Forms.DocForm,
    })
    .post(
      '/query/collection',
      ({ me, body, request }) => askSome(house, me, body, request.signal),
      { role: READS, body: Forms.CollectionForm },
    )

const processes = (house: House) => {
  const asking = ({ me, request }: Context): Asking => ({ house, me, signal: request.signal })
  return new Elysia()
    .use(guard(house))
    .post('/process/file', context => processFile(asking(context), context.body), {
      role: { is: 'verified', body: 'document' },
      body: Forms.FileForm,
    })
    .post('/process/text', context => processText(asking(context), context.body), {
      role: { is: 'verified', body: 'document' },
      body: Forms.TextForm,
    })
    .post('/process/web', context => processPage(asking(context), context.body), {
      role: 'verified',
      body: Forms.PageForm,
    })
    .post('/process/youtube', context => processPage(asking(context), context.body), {
      role: 'verified',
      body: Forms.PageForm,
    })
    .post('/process/web/search', context => processSearch(asking(context), context.body), {
      role: 'verified',
      body: Forms.WebForm,
    })
}

const upkeep = (house: House) =>
  new Elysia()
    .use(guard(house))
    .post(
      '/delete',
      async ({ me, body }) => {
        await removeOne(house, me, body.collection_name, body.file_id)
        return { status: true }
      },
      { role: 'admin', audit: 'retrieval.delete', body: Forms.DeleteForm },
    )
    .post('/reset/db', async () => Response.json(await resetIndex(house)), {
      role: 'admin',
      audit: 'retrieval.reset',
    })
    .post(
      '/reset/uploads',
      async () => {
        await removeFiles(house)
        return true
      },
      { role: 'admin', audit: 'retrieval.uploads' },
    )
    .get('/reindex', () => standing(house), { role: 'admin' })
    .post(
      '/reindex',
      async () => {
        await reindex(house)
        return standing(house)
      },
      { role: 'admin', audit: 'retrieval.reindex' },
    )
    .delete(
      '/reindex',
      async () => {
        await goBack(house)
        return standing(house)
      },
      { role: 'admin', audit: 'retrieval.reindex.stop' },
    )
    .post('/try', ({ me, body, request }) => tryOut(house, me, body, request.signal), {
      role: 'admin',
      audit: 'retrieval.try',
      body: Forms.TryForm,
    })
