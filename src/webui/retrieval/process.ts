// Files, texts, pages and searches made into something that can be asked; answered when that is done.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants, failure } from '../../constants'
import { transaction } from '../../db'
import { eq } from '../../db/columns'
import { ingest } from '../../retrieval/ingest'
import {
  collectionName,
  keepPage,
  keptAs,
  type Page,
  readAddress,
  readResults,
  searchWeb,
  WebError,
} from '../../retrieval/web'
import { keyOf, storage } from '../../storage'
import * as Files from '../../storage/files'
import { type FileRow, files } from '../../storage/table'
import { Refusal } from '../../utils/refusal'
import { changeable } from '../files/access'
import { announce } from '../files/keep'
import { checkQuota } from '../files/limits'
import { settled } from '../files/settled'
import { writable } from '../knowledge/access'
import { addOne } from '../knowledge/membership'
import type { FileForm, PageForm, TextForm, WebForm } from './schema'

/** Who asks, and what ends his waiting. */
export interface Asking {
  house: House
  me: Principal
  signal: AbortSignal
}

/** Reads a file anew, with other words, or into a knowledge base. */
export async function processFile(asking: Asking, form: typeof FileForm._output) {
  const { house, me } = asking
  const { file_id, content, collection_name } = form
  const file = await changeable(house, me, file_id).catch(unknown)
  if (typeof content === 'string') {
    const text = content.replaceAll('<br/>', '\n')
    await transaction(house.db, tx =>
      Files.setText(tx, file.id, { content: text, unit: null, pages: [] }),
    )
    return whole(asking, await read(asking, file))
  }
  const own = !collection_name || collection_name === `file-${file.id}`
  const done = own || file.state !== 'done' ? await read(asking, file, own) : file
  if (!own) await addOne(house, me, collection_name, { file_id: file.id, path: '' })
  return whole(asking, done, own ? undefined : collection_name)
}

/** The contract has 400 for a file that is not there, or not his. */
const unknown = (error: unknown): never => {
  if (error instanceof Refusal && error.status === 404) throw new Refusal(400, constants.NOT_FOUND)
  throw error
}

async function whole({ house }: Asking, file: FileRow, name = `file-${file.id}`) {
  const text = await Files.textOf(house.db, file.id)
  return {
    status: true,
    collection_name: name,
    filename: file.name,
    content: text?.content ?? '',
  }
}

/** Has a file read and waits for the end. Throws 400 with the reason when it cannot be. */
async function read({ house, signal }: Asking, file: FileRow, anew = false): Promise<FileRow> {
  const queued = await ingest(house.db, file, { anew })
  if (queued) announce(house, queued)
  const done = await settled(house, file.id, signal)
  if (!done) throw new Refusal(400, constants.NOT_FOUND)
  if (done.state !== 'done') throw new Refusal(400, failure(done.error ?? constants.EMPTY))
  return done
}

/** Keeps a text as a file of the caller's; the same words are kept once. */
export async function processText(
  asking: Asking,
  { name, content, collection_name }: typeof TextForm._output,
) {
  if (content.trim() === '') throw new Refusal(400, failure(constants.EMPTY))
  const own = collectionName(content)
  await checkTarget(asking, own, collection_name)
  const file = await keepText(asking, name, content, own)
  await read(asking, file)
  const target = await placed(asking, file, own, collection_name)
  return { status: true, collection_name: target, content }
}

async function keepText(
  { house, me }: Asking,
  name: string,
  content: string,
  collection_name: string,
) {
  const known = await keptAs(house.db, me.user.id, collection_name)
  if (known) return known
  const bytes = new TextEncoder().encode(content)
  await checkQuota(house, me.user.id, bytes.byteLength)
  const meta = { collection_name }
  return Files.add(
    house,
    { user_id: me.user.id, origin: 'text', name: name.trim() || 'Text', bytes, meta },
    async (tx, row) => {
      // The file is in the table by now, and others may have come meanwhile.
      await checkQuota(house, me.user.id, 0, tx)
      await Files.setText(tx, row.id, { content, unit: null, pages: [] })
    },
  )
}

/** Before anything is fetched or written: throws 400 for a name that is not the caller's to fill. */
async function checkTarget(
  { house, me }: Asking,
  own: string,
  wanted: string | null | undefined,
): Promise<void> {
  if (wanted && wanted !== own) await writable(house, me, wanted)
}

/** Where it ends up: its own name, or the knowledge base that was named. */
async function placed(
  { house, me }: Asking,
  file: FileRow,
  own: string,
  wanted: string | null | undefined,
): Promise<string> {
  if (!wanted || wanted === own) return own
  await addOne(house, me, wanted, { file_id: file.id, path: '' })
  return wanted
}

/** Reads a page, or what is said in a video, and keeps it for the caller. */
export async function processPage(
  asking: Asking,
  { url, collection_name }: typeof PageForm._output,
) {
  const { house, signal } = asking
  const own = collectionName(url)
  await checkTarget(asking, own, collection_name)
  const page = await readAddress(house, url, signal).catch(refused)
  const file = await kept(asking, page, url)
  const target = await placed(asking, file, own, collection_name)
  const { meta } = file
  return {
    status: true,
    collection_name: target,
    filename: url,
    file: { id: file.id, data: { content: page.text }, meta: { ...meta, name: url } },
  }
}

async function kept(asking: Asking, page: Page, url: string): Promise<FileRow> {
  const { house, me } = asking
  if (page.text.trim() === '') throw new Refusal(400, failure(constants.EMPTY))
  await checkQuota(house, me.user.id, Buffer.byteLength(page.text))
  return read(asking, await keepPage(house, me.user.id, page, url))
}

function refused(error: unknown): never {
  if (error instanceof WebError) throw new Refusal(400, failure(error.message))
  throw error
}

const OFF =
  'Searching the web is not turned on here. An admin can change that in the settings of web search.'

/** Searches the web and keeps the pages together under one name. */
export async function processSearch(
  asking: Asking,
  { query, collection_name }: typeof WebForm._output,
) {
  const { house, signal } = asking
  if (!house.config.get('rag.web.search.enable')) throw new Refusal(400, failure(OFF))
  const own = collectionName(query)
  await checkTarget(asking, own, collection_name)
  const results = await searchWeb(house, query, signal).catch(refused)
  const readings = await readResults(house, results, signal)
  const pages = readings.flatMap(({ page }) => (page?.text.trim() ? [page] : []))
  if (pages.length === 0) throw new Refusal(400, failure(constants.EMPTY))
  const file = await searched(asking, own, query, pages)
  await read(asking, file)
  const target = await placed(asking, file, own, collection_name)
  return { status: true, collection_name: target, filenames: pages.map(({ url }) => url) }
}

/** What a search found, a file with a page for each result; found anew it takes the old one's place. */
async function searched(
  { house, me }: Asking,
  collection_name: string,
  query: string,
  pages: Page[],
): Promise<FileRow> {
  const parts = pages.map(({ title, url, text }) => `${title}\n${url}\n\n${text}\n\n`)
  const content = parts.join('')
  const bytes = new TextEncoder().encode(content)
  await checkQuota(house, me.user.id, bytes.byteLength)
  const text = { content, unit: null, pages: beginnings(parts) }
  const meta = {
    collection_name,
    urls: pages.map(({ url }) => url),
    titles: pages.map(({ title }) => title),
  }
  const known = await keptAs(house.db, me.user.id, collection_name)
  if (!known) {
    const made = {
      user_id: me.user.id,
      origin: 'web' as const,
      name: query.slice(0, 200),
      meta,
      bytes,
    }
    return Files.add(house, made, async (tx, row) => {
      await checkQuota(house, me.user.id, 0, tx)
      await Files.setText(tx, row.id, text)
    })
  }
  await storage(house).put(keyOf(known), bytes)
  await transaction(house.db, async tx => {
    await Files.setText(tx, known.id, text)
    await tx.update(files).set({ meta }).where(eq(files.id, known.id))
  })
  return known
}

/** The offset at which each part begins in all of them together. */
function beginnings(parts: string[]): number[] {
  let from = 0
  return parts.map(part => {
    const begin = from
    from += part.length
    return begin
  })
}
