// What old clients call after an answer, and lists that are empty here: there are no filters, actions or pipelines.
import { Elysia } from 'elysia'
import { z } from 'zod'
import { guard } from '../auth/guard'
import type { House } from '../config/house'
import { Refusal } from '../utils/refusal'
import { checkChat } from './ask'
import { target } from './target'

const Completed = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ id: z.string(), role: z.string() })),
  chat_id: z.string(),
  session_id: z.string(),
  id: z.string(),
})

export const afterChat = (house: House) =>
  new Elysia({ prefix: '/api' })
    .use(guard(house))
    .post(
      '/chat/completed',
      async ({ me, body }) => {
        await target(house, me, body.model)
        await checkChat(house, me, body.chat_id)
        return body
      },
      { role: { is: 'verified', body: 'document' }, body: Completed },
    )
    .post(
      '/chat/actions/:id',
      () => {
        throw new Refusal(404, 'Action not found')
      },
      { role: { is: 'verified', body: 'document' } },
    )
    .get('/pipelines/list', () => ({ data: [] }), { role: 'admin' })
