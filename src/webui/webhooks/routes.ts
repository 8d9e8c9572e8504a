// The webhook for admins: what it was told, and a test of it. Its address is a setting.
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import type { House } from '../../config/house'
import { Refusal } from '../../utils/refusal'
import { courier } from './courier'
import { overview } from './wire'

export const webhooks = (house: House) =>
  new Elysia({ prefix: '/webhooks' })
    .use(guard(house))
    .get('/', () => overview(house), { role: 'admin' })
    .post(
      '/test',
      ({ me }) => {
        if (house.config.get('webhook_url') === '')
          throw new Refusal(400, 'Give the webhook an address first.')
        return courier(house).test(me.user)
      },
      { role: 'admin', audit: 'webhook.test' },
    )
