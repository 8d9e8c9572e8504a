// Every setting of the server with its sentence, value and source; changing some, giving them back.
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import type { House } from '../../config/house'
import { change, foresee, giveBack } from './change'
import { ChangesForm, ImportForm, ResetForm } from './schema'
import { toWire } from './wire'

export const settings = (house: House) =>
  new Elysia({ prefix: '/settings' })
    .use(guard(house))
    .get('/', () => toWire(house.config), { role: 'admin' })
    .post(
      '/',
      async ({ body }) => {
        await change(house, body)
        return toWire(house.config)
      },
      { role: 'admin', audit: 'settings.change', body: ChangesForm },
    )
    .post(
      '/reset',
      async ({ body }) => {
        await giveBack(house, body.keys)
        return toWire(house.config)
      },
      { role: 'admin', audit: 'settings.reset', body: ResetForm },
    )
    // Nothing is changed: what an import would do.
    .post('/preview', ({ body }) => foresee(house, body.config), {
      role: { is: 'admin', body: 'document' },
      audit: 'settings.preview',
      body: ImportForm,
    })
