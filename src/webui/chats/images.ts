// Images inside messages: stored as files on the way in, data URLs or links on the way out.
import type { House } from '../../config/house'
import * as Files from '../../storage/files'
import type { FileRow } from '../../storage/table'
import { sha256 } from '../../utils/hash'
import { perObject } from '../../utils/once'
import { sniffRaster } from '../../utils/sniff'
import { filesOf } from './held'

/** A message on its way in; `files` are those that its data holds. */
export interface Carrier {
  data: Record<string, unknown>
  files?: string[]
}

/** How data names a stored image; only ids that the chat's rows of message_file have are followed. */
const REF = 'hearth-file:'
const REFS = /"hearth-file:([0-9a-f-]{36})"/g
const DATA = /^data:(image\/[a-z]+);base64,/
const LINK = /^\/api\/v1\/files\/([0-9a-f-]{36})\/content$/

/** Images that one save may bring; more stay inside their messages. */
const MOST = 500

/** Files that a save is about to hold: meanwhile nobody may think them unheld. */
const arriving = perObject((_house: House) => new Map<string, number>())

/** Removes those of the files that no message holds any more, nor is about to. */
export const letGo = (house: House, ids: string[]): Promise<void> =>
  Files.removeUnheld(
    house,
    ids.filter(id => !arriving(house).has(id)),
  )

/**
 * Runs `work` with the carriers' images replaced by files of the user, made where there was none
 * with the same bytes. What is no raster image, or names another's file, stays as it is.
 */
export async function absorbing<C extends Carrier, T>(
  house: House,
  user_id: string,
  carriers: C[],
  work: (carriers: C[]) => Promise<T>,
): Promise<T> {
  const found = new Set(carriers.flatMap(({ data }) => [...urlsOf(data)]))
  const urls = new Set([...found].slice(0, MOST))
  if (urls.size === 0) return work(carriers)
  const held: string[] = []
  try {
    const ids = await take(house, user_id, urls, held)
    return await work(carriers.map(carrier => replaced(carrier, ids)))
  } finally {
    for (const id of held) count(arriving(house), id, -1)
  }
}

/** The file id for each URL that stands for an image of this user's messages. */
async function take(house: House, user_id: string, urls: Set<string>, held: string[]) {
  const ids = new Map<string, string>()
  const hold = (url: string, { id }: FileRow) => {
    ids.set(url, id)
    held.push(id)
    count(arriving(house), id, 1)
  }
  const links = [...urls].flatMap(url => LINK.exec(url)?.[1] ?? [])
  const own = links.length > 0 ? await Files.ofMessages(house.db, user_id, links) : []
  for (const file of own) hold(asLinks(file.id), file)
  for (const url of urls) {
    const image = decode(url)
    if (image) hold(url, await store(house, user_id, image))
  }
  return ids
}

interface Image {
  type: string
  bytes: Buffer
}

/** Only what comes out again letter for letter: the type says what the bytes are, base64 is canonical. */
function decode(url: string): Image | undefined {
  const head = DATA.exec(url)
  if (!head?.[1]) return undefined
  const text = url.slice(head[0].length)
  const bytes = Buffer.from(text, 'base64')
  if (sniffRaster(bytes) !== head[1] || bytes.toString('base64') !== text) return undefined
  return { type: head[1], bytes }
}

async function store(house: House, user_id: string, { type, bytes }: Image): Promise<FileRow> {
  const twin = await Files.twin(house.db, user_id, sha256(bytes))
  const name = `image.${type.slice('image/'.length)}`
  return twin ?? Files.add(house, { user_id, origin: 'message', name, bytes })
}

function count(counts: Map<string, number>, id: string, by: number): void {
  const left = (counts.get(id) ?? 0) + by
  if (left > 0) counts.set(id, left)
  else counts.delete(id)
}

interface Part {
  type?: unknown
  url?: unknown
  image_url?: unknown
}

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null

/** Calls `change` for every place where a message carries an image and gives the changed data. */
function mapUrls(
  data: Record<string, unknown>,
  change: (url: string) => string,
): Record<string, unknown> {
  const made = { ...data }
  if (Array.isArray(data.files)) made.files = data.files.map(file => mapFile(file, change))
  if (Array.isArray(data.content)) made.content = data.content.map(part => mapPart(part, change))
  return made
}

function mapFile(file: unknown, change: (url: string) => string): unknown {
  if (!isPart(file) || file.type !== 'image' || typeof file.url !== 'string') return file
  return { ...file, url: change(file.url) }
}

function mapPart(part: unknown, change: (url: string) => string): unknown {
  if (!isPart(part) || part.type !== 'image_url') return part
  const { image_url } = part
  if (typeof image_url === 'string') return { ...part, image_url: change(image_url) }
  if (!isPart(image_url) || typeof image_url.url !== 'string') return part
  return { ...part, image_url: { ...image_url, url: change(image_url.url) } }
}

function urlsOf(data: Record<string, unknown>): Set<string> {
  const urls = new Set<string>()
  mapUrls(data, url => {
    if (DATA.test(url) || LINK.test(url)) urls.add(url)
    return url
  })
  return urls
}

function replaced<C extends Carrier>(carrier: C, ids: Map<string, string>): C {
  const files = new Set<string>()
  const data = mapUrls(carrier.data, url => {
    const id = ids.get(url)
    if (!id) return url
    files.add(id)
    return REF + id
  })
  return files.size > 0 ? { ...carrier, data, files: [...files] } : carrier
}

/** Gives the URL that stands for a stored image. */
export type UrlOf = (id: string) => string

/** Images as links to files. */
export const asLinks: UrlOf = id => `/api/v1/files/${id}/content`

export const holdsImages = (data: string): boolean => data.includes(`"${REF}`)

/** A message's data as JSON text, with the URLs of its images put in. */
export const withUrls = (data: string, urlOf: UrlOf): string =>
  holdsImages(data) ? data.replace(REFS, (_, id: string) => JSON.stringify(urlOf(id))) : data

/** Images of the chat as data URLs, as the contract has them; reads those that `data` names. */
export async function asData(house: House, chat_id: string, data: string[]): Promise<UrlOf> {
  const named = new Set(data.flatMap(text => [...text.matchAll(REFS)].map(([, id]) => id)))
  if (named.size === 0) return asLinks
  const urls = new Map<string, string>()
  for (const file of await filesOf(house.db, chat_id)) {
    const bytes = named.has(file.id) ? await Files.read(house, file) : undefined
    if (bytes)
      urls.set(file.id, `data:${file.type};base64,${Buffer.from(bytes).toString('base64')}`)
  }
  return id => urls.get(id) ?? asLinks(id)
}

/** A message's data with its images as data URLs, for a model to see. */
export async function visible(
  house: House,
  chat_id: string,
  data: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const text = JSON.stringify(data)
  return holdsImages(text) ? JSON.parse(withUrls(text, await asData(house, chat_id, [text]))) : data
}
