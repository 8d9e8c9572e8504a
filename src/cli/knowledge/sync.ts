// hearth knowledge sync: makes a knowledge base hold what a folder holds, sending only what changed.
import { lanes } from '../../utils/lanes'
import { CommandError, say } from '../command'
import { signalled } from '../stop'
import * as Base from './base'
import { type Folder, type Local, readFolder } from './folder'
import { type Hashed, isDone, linesOf, type Plan, planOf, type Remote } from './plan'
import { progress } from './progress'
import { send } from './send'
import { Refused, type Server } from './server'
import { settle } from './settle'

export interface Wanted {
  name: string
  folder: string
  /** Take out what is not in the folder any more. */
  prune: boolean
  /** Only say what would be done. */
  dry: boolean
  /** Wait until Hearth has read what was sent. */
  wait: boolean
}

/** Gives the exit code: 1 when something could not be sent or read. */
export async function sync(server: Server, wanted: Wanted): Promise<number> {
  const folder = await readFolder(wanted.folder)
  const base = await Base.baseNamed(server, wanted.name)
  const remote = base ? await Base.filesOf(server, base.id) : []
  const plan = planOf(await hashed(folder.files), remote)
  tell(folder, plan, wanted, base !== undefined)
  if (wanted.dry) return 0
  const id = base?.id ?? (await Base.make(server, wanted.name))
  const stop = new AbortController()
  void signalled().then(() => stop.abort(new CommandError(STOPPED, STOPPED_CODE)))
  const { sent, refused } = await carryOut(server, id, plan, wanted.prune, stop.signal)
  stop.signal.throwIfAborted()
  const ours = new Set([...sent, ...plan.same.map(file => file.id)])
  const failed = await settle(server, id, ours, { wait: wanted.wait, signal: stop.signal })
  if (!isDone(plan, wanted.prune)) say(summary(plan, wanted.prune, refused))
  return refused > 0 || failed.some(file => sent.has(file.id)) ? 1 : 0
}

const STOPPED = 'Stopped. Run it again to go on.'
const STOPPED_CODE = 130

function tell(folder: Folder, plan: Plan, { name, prune }: Wanted, there: boolean): void {
  if (!there) say(`There is no knowledge base ${name} yet: it is made, for you alone.`)
  for (const { place, why } of folder.left) say(`skip   ${place} (${why})`)
  for (const line of linesOf(plan, prune)) say(line)
  if (there && isDone(plan, prune)) say(`${name} holds what the folder holds. Nothing to do.`)
}

/** Files as they are now, one after the other: the disk is what takes the time. */
async function hashed(files: readonly Local[]): Promise<Hashed[]> {
  const found: Hashed[] = []
  const shown = progress('Looked at', files.length)
  for (const file of files) {
    const hasher = new Bun.CryptoHasher('sha256')
    shown.step()
    try {
      for await (const chunk of Bun.file(file.path).stream()) hasher.update(chunk)
    } catch {
      say(`skip   ${file.place} (cannot be read)`)
      continue
    }
    found.push({ ...file, sha256: hasher.digest('hex') })
  }
  shown.end()
  return found
}

interface Done {
  /** Ids of the files that were sent. */
  sent: Set<string>
  refused: number
}

const WIDTH = 3

/** What is sent is put into the base at once, a few together: a run that breaks off is gone on with. */
async function carryOut(
  server: Server,
  id: string,
  plan: Plan,
  prune: boolean,
  signal: AbortSignal,
): Promise<Done> {
  await Base.add(server, id, plan.move.map(placed))
  const done: Done = { sent: new Set(), refused: 0 }
  const shown = progress('Sent', plan.send.length)
  const basket = new Basket(server, id)
  const lane = lanes(WIDTH)
  const work = plan.send.map(({ file, instead }) =>
    lane(async () => {
      if (signal.aborted) return
      const file_id = await sentOrRefused(server, file, signal)
      if (file_id === undefined) done.refused++
      else {
        done.sent.add(file_id)
        await basket.put({ file_id, path: file.place }, instead)
      }
      shown.step()
    }),
  )
  const results = await Promise.allSettled(work)
  await basket.empty()
  shown.end()
  signal.throwIfAborted()
  for (const result of results) if (result.status === 'rejected') throw result.reason
  if (prune) await Base.remove(server, id, plan.gone)
  return done
}

const placed = ({ file, from }: Plan['move'][number]) => ({ file_id: from.id, path: file.place })

/** One file that Hearth does not want does not keep the others away; a key that it does not know does. */
async function sentOrRefused(server: Server, file: Hashed, signal: AbortSignal) {
  try {
    return await send(server, file, signal)
  } catch (error) {
    if (!(error instanceof Refused) || [401, 403].includes(error.status)) throw error
    say(`failed ${file.place}: ${error.message}`)
    return undefined
  }
}

const FULL = 10

/** Files that were sent, on the way into the base; what they take the place of goes after. */
class Basket {
  readonly #server: Server
  readonly #id: string
  #files: { file_id: string; path: string }[] = []
  #instead: Remote[] = []

  constructor(server: Server, id: string) {
    this.#server = server
    this.#id = id
  }

  async put(file: { file_id: string; path: string }, instead: Remote | null): Promise<void> {
    this.#files.push(file)
    if (instead) this.#instead.push(instead)
    if (this.#files.length >= FULL) await this.empty()
  }

  async empty(): Promise<void> {
    const [files, instead] = [this.#files, this.#instead]
    this.#files = []
    this.#instead = []
    await Base.add(this.#server, this.#id, files)
    await Base.remove(this.#server, this.#id, instead)
  }
}

function summary({ send, move, gone }: Plan, prune: boolean, refused: number): string {
  const changed = send.filter(({ instead }) => instead).length
  const parts = [
    `${send.length - changed - refused} added`,
    `${changed} changed`,
    `${move.length} moved`,
    `${prune ? gone.length : 0} removed`,
    ...(refused > 0 ? [`${refused} failed`] : []),
  ]
  return `Done: ${parts.join(', ')}.`
}
