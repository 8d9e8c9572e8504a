// The bytes of files, to whoever may read them.
import { Elysia } from 'elysia'
import { z } from 'zod'
import { guard, READS } from '../../auth/guard'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import * as Files from '../../storage/files'
import { serveBytes } from '../../storage/serve'
import { pathId } from '../../utils/fields'
import { Refusal } from '../../utils/refusal'

const Params = z.object({ id: pathId() })

export const files = (house: House) =>
  new Elysia({ prefix: '/files' }).use(guard(house)).get(
    '/:id/content',
    async ({ me, params }) => {
      const file = await Files.byId(house.db, params.id)
      const admin = me.user.role === 'admin' && house.config.get('auth.admin.chat_access')
      const bytes =
        file && (file.user_id === me.user.id || admin) && (await Files.read(house, file))
      if (!file || !bytes) throw new Refusal(404, constants.NOT_FOUND)
      return serveBytes(bytes, file.name)
    },
    { role: READS, params: Params },
  )
