// Uploads in parts, for large files and bad lines: announced, sent piece by piece, made a file by the last byte.
import { Elysia } from 'elysia'
import { guard, READS } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import * as Accounts from '../../auth/store'
import type { House } from '../../config/house'
import { constants, failure } from '../../constants'
import { transaction } from '../../db'
import type { UploadRow } from '../../storage/table'
import { shownName } from '../../utils/file-name'
import { Refusal } from '../../utils/refusal'
import { checkQuota, checkSize } from '../files/limits'
import * as Files from '../files/store'
import { toWire as fileToWire } from '../files/wire'
import { finish, giveUp } from './finish'
import { Id, UploadForm } from './schema'
import * as Uploads from './store'
import { interrupt, take } from './take'

/** What a part should have: little enough to send again, enough to be quick. */
const PART = 8 * 1024 * 1024
/** Uploads of one account at the same time. */
const MOST = 50

export const uploads = (house: House) =>
  new Elysia({ prefix: '/uploads' })
    .use(guard(house))
    .get('/', async ({ me }) => (await Uploads.byUser(house.db, me.user.id)).map(toWire), {
      role: READS,
    })
    .post('/', ({ me, body }) => announce(house, me, body), { role: 'verified', body: UploadForm })
    .get('/:id', async ({ me, params }) => toWire(await mine(house, me, params.id)), {
      role: READS,
      params: Id,
    })
    .patch('/:id', ({ me, params, request }) => receive(house, me, params.id, request), {
      role: { is: 'verified', body: 'raw' },
      params: Id,
    })
    .delete(
      '/:id',
      async ({ me, params }) => {
        const upload = await mine(house, me, params.id)
        await interrupt(house, upload.id)
        await giveUp(house, upload)
        return true
      },
      { role: 'verified', params: Id },
    )

const toWire = ({ id, name, size, received }: UploadRow) => ({
  id,
  name,
  size,
  received,
  part: PART,
})

async function mine({ db }: House, me: Principal, id: string): Promise<UploadRow> {
  const upload = await Uploads.own(db, me.user.id, id)
  if (!upload) throw new Refusal(404, constants.NOT_FOUND)
  return upload
}

async function announce(house: House, me: Principal, { name, size }: typeof UploadForm._output) {
  if (size === 0) throw new Refusal(400, failure(constants.EMPTY))
  checkSize(house, size)
  const user_id = me.user.id
  const upload = await transaction(house.db, async tx => {
    // In PostgreSQL it holds whoever of his comes at the same time until this one is counted.
    await Accounts.update(tx, user_id, {})
    await checkQuota(house, user_id, size, tx)
    if ((await Uploads.byUser(tx, user_id)).length >= MOST)
      throw new Refusal(400, `There are ${MOST} uploads under way. Finish or delete some first.`)
    return Uploads.create(tx, { user_id, name: shownName(name), size })
  })
  return toWire(upload)
}

/** Takes a part in; answers how far the upload is, or the row of the file when that was all. */
async function receive(house: House, me: Principal, id: string, request: Request) {
  const asked = await mine(house, me, id)
  await interrupt(house, asked.id)
  const upload = await mine(house, me, id)
  const offset = offsetOf(request)
  if (offset !== upload.received) {
    const more = { received: upload.received }
    throw new Refusal(409, `The next part begins at byte ${upload.received}.`, {}, more)
  }
  const taken = request.body ? await take(house, upload, request.body) : upload
  if (taken.received < taken.size) return toWire(taken)
  const file = await finish(house, taken)
  return fileToWire((await Files.byId(house.db, file.id, false)) ?? { file })
}

function offsetOf({ headers }: Request): number {
  const said = headers.get('upload-offset') ?? ''
  if (!/^\d{1,15}$/.test(said))
    throw new Refusal(400, 'The header upload-offset says at which byte the part begins.')
  return Number(said)
}
