// One event to five hundred sockets, by both doors, and fifty of them talking at once.
import { rounds } from './median'
import type { Side } from './reads'
import { milliseconds, type Row, ratio } from './table'
import type { Target } from './target'
import { type Worker, worker } from './worker'

const SOCKETS = 500
const TALKING = 50
const ROUNDS = 5
/** Broadcasts are gathered for a second. */
const QUIET_MS = 1200

/**
 * From the first socket's word to the last socket's ear, all on one machine. The crowd is a process of its own that reads raw
 * sockets, alike for both servers; its 3 ms for 500 events run beside the server's, on another core. Every socket gets a write
 * of its own, and there the time goes: 500 writes of 40 bytes over loopback take a C program 3.5 ms of processor where a bare
 * Bun.serve takes 4.0 and Hearth 4.4.
 */
export async function fanout(sides: Side[]): Promise<Row[]> {
  using crowd = worker('crowd.ts')
  const values: { one: number; many: number }[] = []
  for (const { server } of sides) values.push(await usage(crowd, server))
  const [side] = sides
  const row = (what: string, goal: number, of: 'one' | 'many') => {
    const [here = Number.NaN, there] = values.map(value => value[of])
    return ratio(what, goal, there === undefined ? { here } : { here, there }, milliseconds, true)
  }
  return [
    row('one event to 500 sockets, Socket.IO', 10, 'one'),
    row('50 of them say what they use at once, until all are acknowledged', 0, 'many'),
    {
      what: 'one change of a chat to 500 sockets, /ws',
      goal: '',
      figure: side ? milliseconds(await changes(crowd, side)) : '',
    },
  ]
}

const says = (model: string): string => `["usage",{"model":"${model}"}]`

/** From saying `usage` on one socket to its last echo, and from fifty saying it to the last acknowledgement. */
async function usage(
  crowd: Worker,
  { url, token }: Target,
): Promise<{ one: number; many: number }> {
  await crowd.ask({ open: SOCKETS, url, token, door: 'socket.io' })
  let n = 0
  const one = await rounds(ROUNDS, async () => {
    // What is in use is told again every three seconds: right after that it is quiet.
    if (n > 0) await crowd.ask({ word: '"usage"' })
    await Bun.sleep(QUIET_MS)
    const word = `bench-${n++}`
    return crowd.ask<number>({ word, say: `42${says(word)}` })
  })
  const many = await rounds(ROUNDS, () =>
    crowd.ask<number>({ word: '431[]', say: `421${says('bench')}`, each: TALKING }),
  )
  return { one, many }
}

/** From asking for the change to the last socket that heard of it. */
async function changes(crowd: Worker, { server, chats }: Side): Promise<number> {
  const { url, token } = server
  await crowd.ask({ open: SOCKETS, url, token, door: 'native' })
  return rounds(ROUNDS, async () => {
    await crowd.ask({ word: chats.ten })
    const change = server.call('POST', `/api/v1/chats/${chats.ten}/pin`, {})
    const took = await crowd.ask<number>()
    await change
    return took
  })
}
