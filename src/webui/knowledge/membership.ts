// Files that come to a knowledge base and leave it.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants, failure } from '../../constants'
import { transaction } from '../../db'
import { and, inArray, ne } from '../../db/columns'
import { type FileRow, files } from '../../storage/table'
import { slices } from '../../utils/batches'
import { Refusal } from '../../utils/refusal'
import { seesAll } from '../files/access'
import { writable } from './access'
import { announceFiles } from './announce'
import * as Files from './files-store'
import { release } from './release'
import { MOST_FILES } from './schema'
import * as Knowledge from './store'

/**
 * The ids, each once, when all are files that somebody may put into a base. Putting one there shows
 * it to others, so that is for whose file it is: whoever could share on what was shared with him
 * would go on reading it after it was taken from him. Throws 400.
 */
export async function addable(house: House, me: Principal, ids: string[]): Promise<string[]> {
  const { fit, unfit } = await sorted(house, me, ids)
  if (unfit.length > 0) throw new Refusal(400, constants.NOT_FOUND)
  return fit.map(({ id }) => id)
}

/** Those of the ids that are such files. */
export const addables = async (house: House, me: Principal, ids: string[]): Promise<string[]> =>
  (await sorted(house, me, ids)).fit.map(({ id }) => id)

/** Of the ids, the files that somebody may put into a base, and the others; images of messages go with those. */
async function sorted(house: House, me: Principal, ids: string[]) {
  const wanted = [...new Set(ids)]
  const all = seesAll(house, me)
  const found = new Map<string, FileRow>()
  for (const some of slices(wanted)) {
    const rows = await house.db
      .select()
      .from(files)
      .where(and(inArray(files.id, some), ne(files.origin, 'message')))
    for (const row of rows) if (all || row.user_id === me.user.id) found.set(row.id, row)
  }
  return {
    fit: wanted.flatMap(id => found.get(id) ?? []),
    unfit: wanted.filter(id => !found.has(id)),
  }
}

/**
 * Adds one file as the contract has it: it has been read, and neither it nor its twin is there yet.
 */
export async function addOne(
  house: House,
  me: Principal,
  id: string,
  { file_id, path }: { file_id: string; path?: string | undefined },
) {
  await writable(house, me, id)
  const [file] = (await sorted(house, me, [file_id])).fit
  if (!file) throw new Refusal(400, constants.NOT_FOUND)
  const there = await Files.holdsFile(house.db, id, file_id)
  if (there && path === undefined) throw new Refusal(400, failure('file_id'))
  const fault = faultOf(file)
  if (fault) throw new Refusal(400, fault)
  if (path === undefined && (await Files.twin(house.db, id, file)))
    throw new Refusal(400, `400: ${DUPLICATE}`)
  return place(house, id, [{ file_id, path: path ?? '' }])
}

const DUPLICATE = 'A file with the same content is in this knowledge base already.'

/** Why a file has nothing that could be searched. */
function faultOf({ name, state, error }: FileRow): string | undefined {
  if (state === 'failed' || state === 'cancelled')
    return `${name} could not be read${error ? `: ${error}` : '.'} Try reading it again first.`
  if (state === 'stored') return `${name} has no text that could be searched.`
}

/** Adds files, or gives them other paths; ones that are still to be read are searched once they are. */
export async function addAll(house: House, me: Principal, id: string, placed: Files.Placed[]) {
  await writable(house, me, id)
  const paths = new Map(placed.map(({ file_id, path }) => [file_id, path]))
  const { fit, unfit } = await sorted(house, me, [...paths.keys()])
  const rows = fit.map(file => ({ file_id: file.id, path: paths.get(file.id) ?? '' }))
  const { added } = await place(house, id, rows)
  return { added, refused: unfit.map(file_id => ({ file_id, reason: constants.NOT_FOUND })) }
}

async function place(house: House, id: string, placed: Files.Placed[]) {
  const { base, added } = await transaction(house.db, async tx => {
    // First, so that nobody deletes the base meanwhile.
    const base = await Knowledge.update(tx, id, {})
    if (!base) throw new Refusal(400, constants.NOT_FOUND)
    const added = await Files.put(tx, id, placed)
    if ((await Files.count(tx, id)) > MOST_FILES)
      throw new Refusal(400, `A knowledge base holds ${MOST_FILES} files at most.`)
    return { base, added }
  })
  await announceFiles(house, base)
  return { base, added }
}

/** The file must be in the base: what is elsewhere is out of reach. */
export async function refresh(house: House, me: Principal, id: string, file_id: string) {
  await writable(house, me, id)
  if (!(await Files.holdsFile(house.db, id, file_id))) throw new Refusal(400, constants.NOT_FOUND)
  return place(house, id, [])
}

/** Takes files out of a base, and deletes those that are one's own and that nothing else holds. */
export async function removeAll(house: House, me: Principal, id: string, ids: string[]) {
  await writable(house, me, id)
  const { base, removed } = await transaction(house.db, async tx => {
    const base = await Knowledge.update(tx, id, {})
    return { base, removed: await Files.take(tx, id, [...new Set(ids)]) }
  })
  if (!base) throw new Refusal(400, constants.NOT_FOUND)
  await release(house, me.user.id, removed)
  await announceFiles(house, base)
  return { base, removed }
}

export async function removeOne(house: House, me: Principal, id: string, file_id: string) {
  const { base, removed } = await removeAll(house, me, id, [file_id])
  if (removed.length === 0) throw new Refusal(400, constants.NOT_FOUND)
  return { base }
}
