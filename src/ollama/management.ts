// Routes for the models on Ollama servers; for admins, each with and without the number of a server.
import { Elysia } from 'elysia'
import { guard } from '../auth/guard'
import type { House } from '../config/house'
import { download, upload } from './files'
import { serverAt } from './locate'
import { copy, create, pull, push, remove } from './manage'
import { CopyForm, Named, Place, UrlForm } from './schema'

export const management = (house: House) =>
  new Elysia()
    .use(streams(house, 'POST', '/api/pull', pull, 'ollama.pull'))
    .use(streams(house, 'POST', '/api/create', create, 'ollama.create'))
    // The reference has it on DELETE, Ollama itself on POST.
    .use(streams(house, 'DELETE', '/api/push', push, 'ollama.push'))
    .use(streams(house, 'POST', '/api/push', push, 'ollama.push'))
    .use(changes(house))

/** One endpoint that streams its progress, for as long as that takes. */
const streams = (
  house: House,
  method: string,
  path: string,
  act: typeof pull | typeof push,
  audit: string,
) =>
  new Elysia()
    .use(guard(house))
    .onBeforeHandle(({ request, server }) => server?.timeout(request, 0))
    .route(method, path, ({ body, request: { signal } }) => act(house, body, { signal }), {
      role: 'admin',
      audit,
      body: Named,
    })
    .route(
      method,
      `${path}/:idx`,
      ({ body, params: { idx }, request: { signal } }) => act(house, body, { idx, signal }),
      { role: 'admin', audit, body: Named, params: Place },
    )

const changes = (house: House) =>
  new Elysia()
    .use(guard(house))
    .post('/api/copy', ({ body }) => copy(house, body), {
      role: 'admin',
      audit: 'ollama.copy',
      body: CopyForm,
    })
    .post('/api/copy/:idx', ({ body, params }) => copy(house, body, params.idx), {
      role: 'admin',
      audit: 'ollama.copy',
      body: CopyForm,
      params: Place,
    })
    .delete('/api/delete', ({ body }) => remove(house, body.name), {
      role: 'admin',
      audit: 'ollama.delete',
      body: Named,
    })
    .delete('/api/delete/:idx', ({ body, params }) => remove(house, body.name, params.idx), {
      role: 'admin',
      audit: 'ollama.delete',
      body: Named,
      params: Place,
    })

const FORM = { is: 'admin', body: 'raw' } as const

export const files = (house: House) =>
  new Elysia()
    .use(guard(house))
    .onBeforeHandle(({ request, server }) => server?.timeout(request, 0))
    .post(
      '/models/download',
      ({ body, request }) => download(house, serverAt(house, 0), body.url, request.signal),
      { role: 'admin', audit: 'ollama.download', body: UrlForm },
    )
    .post(
      '/models/download/:idx',
      ({ body, params, request }) =>
        download(house, serverAt(house, params.idx), body.url, request.signal),
      { role: 'admin', audit: 'ollama.download', body: UrlForm, params: Place },
    )
    .post('/models/upload', ({ request }) => upload(house, serverAt(house, 0), request), {
      role: FORM,
      audit: 'ollama.upload',
    })
    .post(
      '/models/upload/:idx',
      ({ params, request }) => upload(house, serverAt(house, params.idx), request),
      { role: FORM, audit: 'ollama.upload', params: Place },
    )
