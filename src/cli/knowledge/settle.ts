// Waits until a Hearth has read the files that are to be in a knowledge base, and says which it could not.
import { say } from '../command'
import * as Base from './base'
import { progress } from './progress'
import type { Server } from './server'

const OPEN = ['queued', 'running']
const FAILED = ['failed', 'cancelled']
const PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5000

/** Gives those of the files that could not be read, this time or before. */
export async function settle(
  server: Server,
  id: string,
  ours: ReadonlySet<string>,
  { wait, signal }: { wait: boolean; signal: AbortSignal },
): Promise<Base.File[]> {
  if (ours.size === 0) return []
  const failed = await waiting(server, id, ours, { wait, signal })
  for (const { path, state, error } of failed)
    say(`unread ${path} (${error ?? (state === 'cancelled' ? 'stopped' : 'for no known reason')})`)
  return failed
}

async function waiting(
  server: Server,
  id: string,
  ours: ReadonlySet<string>,
  { wait, signal }: { wait: boolean; signal: AbortSignal },
): Promise<Base.File[]> {
  const first = await inStates(server, id, OPEN, ours)
  const shown = progress('Read', first.length)
  let open = first.length
  for (let pause = PAUSE_MS; wait && open > 0; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    await Bun.sleep(pause)
    signal.throwIfAborted()
    open = (await inStates(server, id, OPEN, ours)).length
    shown.set(first.length - open)
  }
  shown.end()
  if (open > 0) say(`Still to be read: ${open}. Hearth goes on by itself.`)
  return inStates(server, id, FAILED, ours)
}

async function inStates(
  server: Server,
  id: string,
  states: readonly string[],
  ours: ReadonlySet<string>,
): Promise<Base.File[]> {
  const found: Base.File[] = []
  for (const state of states) found.push(...(await Base.filesOf(server, id, state)))
  return found.filter(file => ours.has(file.id))
}
