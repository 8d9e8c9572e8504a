// Pictures that messages name by a file of ours: only what their user may read becomes visible to a model.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import * as Files from '../../storage/files'
import { Refusal } from '../../utils/refusal'
import { sniffRaster } from '../../utils/sniff'
import { readable } from '../../webui/files/access'
import type { Said } from '../system'

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
/** An id alone, or our own link to the file's bytes. */
const OURS = new RegExp(`^(?:/api/v1/files/)?(${UUID})(?:/content)?$`, 'i')

const MOST_BYTES = 32 * 1024 ** 2

/** The messages with such pictures as data URLs. Throws 404 for a file that is not his, or no picture. */
export async function seen(house: House, me: Principal, messages: Said[]): Promise<Said[]> {
  if (!messages.some(({ content }) => Array.isArray(content))) return messages
  return Promise.all(
    messages.map(async message => {
      const { content } = message
      if (!Array.isArray(content)) return message
      return { ...message, content: await Promise.all(content.map(part => show(house, me, part))) }
    }),
  )
}

async function show(house: House, me: Principal, part: unknown): Promise<unknown> {
  const { type, image_url } = Object(part) as { type?: unknown; image_url?: unknown }
  if (type !== 'image_url') return part
  const given: Record<string, unknown> = typeof image_url === 'string' ? {} : Object(image_url)
  const url = given.url ?? image_url
  const id = typeof url === 'string' ? OURS.exec(url)?.[1] : undefined
  if (!id) return part
  const data = await dataUrl(house, me, id.toLowerCase())
  return { type, image_url: { ...given, url: data } }
}

async function dataUrl(house: House, me: Principal, id: string): Promise<string> {
  const file = await readable(house, me, id)
  const bytes = file.size <= MOST_BYTES ? await Files.read(house, file) : undefined
  const type = bytes && sniffRaster(bytes)
  if (!bytes || !type) throw new Refusal(404, constants.NOT_FOUND)
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
}
