// Files: taking them in, what is known of them, their words and their bytes.
import { Elysia } from 'elysia'
import { guard, READS } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { serve } from '../../storage/serve'
import { Refusal } from '../../utils/refusal'
import { changeable, readable } from './access'
import { changeText, textOf } from './content'
import { receive } from './keep'
import { room } from './limits'
import { list } from './list'
import { cancel, retry } from './reading'
import { removeAll, removeFile } from './remove'
import { Arrival, ContentForm, Id, Listing, Named, Shape } from './schema'
import { settled } from './settled'
import * as Files from './store'
import { toWire, withPath } from './wire'

export const files = (house: House) =>
  new Elysia({ prefix: '/files' })
    .use(guard(house))
    .use(bytes(house))
    .use(words(house))
    .get('/room', ({ me }) => room(house, me.user.id), { role: READS })
    .get('/', ({ me, query }) => list(house, me, query), { role: READS, query: Listing })
    .post('/', ({ me, query, request, server }) => add(house, me, { query, request, server }), {
      role: { is: 'verified', body: 'raw' },
      query: Arrival,
    })
    .delete(
      '/all',
      async () => {
        await removeAll(house)
        return { message: 'All files deleted successfully' }
      },
      { role: 'admin', audit: 'file.clear' },
    )
    .get('/:id', ({ me, params, query }) => one(house, me, params.id, query.content), {
      role: READS,
      params: Id,
      query: Shape,
    })
    .delete(
      '/:id',
      async ({ me, params }) => {
        await removeFile(house, (await changeable(house, me, params.id)).id)
        return { message: 'File deleted successfully' }
      },
      { role: 'verified', audit: 'file.delete', params: Id },
    )
    .post('/:id/retry', ({ me, params }) => retry(house, me, params.id), {
      role: 'verified',
      params: Id,
    })
    .post('/:id/cancel', ({ me, params }) => cancel(house, me, params.id), {
      role: 'verified',
      params: Id,
    })

const bytes = (house: House) => {
  const answer = async (context: { me: Principal; params: { id: string }; request: Request }) => {
    const { me, params, request } = context
    return serve(house, await readable(house, me, params.id), request)
  }
  return (
    new Elysia()
      .use(guard(house))
      .get('/:id/content', answer, { role: READS, params: Id })
      // The contract's names for the same bytes; a name in the path changes nothing.
      .get('/:id/content/html', answer, { role: READS, params: Id })
      .get('/:id/content/:name', answer, { role: READS, params: Named })
  )
}

const words = (house: House) =>
  new Elysia()
    .use(guard(house))
    .get('/:id/data/content', ({ me, params }) => textOf(house, me, params.id).then(content), {
      role: READS,
      params: Id,
    })
    .post(
      '/:id/data/content/update',
      ({ me, params, body, request }) =>
        changeText(house, me, params.id, body.content, request.signal),
      { role: { is: 'verified', body: 'document' }, params: Id, body: ContentForm },
    )
    .get('/:id/text', ({ me, params }) => textOf(house, me, params.id), { role: READS, params: Id })

const content = ({ content }: { content: string }) => ({ content })

async function one(house: House, me: Principal, id: string, content: boolean) {
  const file = await readable(house, me, id)
  return withPath((await Files.byId(house.db, id, content)) ?? { file })
}

interface Call {
  query: typeof Arrival._output
  request: Request
  server: Bun.Server<unknown> | null
}

/** Answers when the file is read, as the contract has it, or at once when the caller does not wait. */
async function add(house: House, me: Principal, { query, request, server }: Call) {
  const file = await receive(house, me, request)
  // From here on the connection is silent until the file is read.
  server?.timeout(request, 0)
  const read = query.wait ? await settled(house, file.id, request.signal) : file
  if (!read) throw new Refusal(404, constants.NOT_FOUND)
  const known = (await Files.byId(house.db, file.id, query.content)) ?? { file: read }
  const { state, error } = known.file.state === 'running' ? read : known.file
  const said = { ...known, file: { ...known.file, state, error } }
  return error === null ? toWire(said) : withPath(said)
}
