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
    .use(guard(house))
    .onBeforeHandle(({ request, server }) => server?.timeout(request, 0))
    .post('/api/pull', ({ body, request: { signal } }) => pull(house, body, { signal }), {
      role: 'admin',
      body: Named,
    })
    .post(
      '/api/pull/:idx',
      ({ body, params: { idx }, request: { signal } }) => pull(house, body, { idx, signal }),
      { role: 'admin', body: Named, params: Place },
    )
    .post('/api/create', ({ body, request: { signal } }) => create(house, body, { signal }), {
      role: 'admin',
      body: Named,
    })
    .post(
      '/api/create/:idx',
      ({ body, params: { idx }, request: { signal } }) => create(house, body, { idx, signal }),
      { role: 'admin', body: Named, params: Place },
    )
    // The reference has it on DELETE, Ollama itself on POST.
    .delete('/api/push', ({ body, request: { signal } }) => push(house, body, { signal }), {
      role: 'admin',
      body: Named,
    })
    .delete(
      '/api/push/:idx',
      ({ body, params: { idx }, request: { signal } }) => push(house, body, { idx, signal }),
      { role: 'admin', body: Named, params: Place },
    )
    .post('/api/push', ({ body, request: { signal } }) => push(house, body, { signal }), {
      role: 'admin',
      body: Named,
    })
    .post('/api/copy', ({ body }) => copy(house, body), { role: 'admin', body: CopyForm })
    .post('/api/copy/:idx', ({ body, params }) => copy(house, body, params.idx), {
      role: 'admin',
      body: CopyForm,
      params: Place,
    })
    .delete('/api/delete', ({ body }) => remove(house, body.name), { role: 'admin', body: Named })
    .delete('/api/delete/:idx', ({ body, params }) => remove(house, body.name, params.idx), {
      role: 'admin',
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
      { role: 'admin', body: UrlForm },
    )
    .post(
      '/models/download/:idx',
      ({ body, params, request }) =>
        download(house, serverAt(house, params.idx), body.url, request.signal),
      { role: 'admin', body: UrlForm, params: Place },
    )
    .post('/models/upload', ({ request }) => upload(house, serverAt(house, 0), request), {
      role: FORM,
    })
    .post(
      '/models/upload/:idx',
      ({ params, request }) => upload(house, serverAt(house, params.idx), request),
      { role: FORM, params: Place },
    )
