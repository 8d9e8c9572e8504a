// One event to five hundred sockets, by both doors.
import { rounds } from './median'
import type { Side } from './reads'
import { milliseconds, type Row, ratio } from './table'
import type { Target } from './target'
import { type Worker, worker } from './worker'

const SOCKETS = 500
const ROUNDS = 3
/** Broadcasts are gathered for a second, and what is in use is told again every three. */
const QUIET_MS = 1500

export async function fanout(sides: Side[]): Promise<Row[]> {
  using crowd = worker('crowd.ts')
  const values: number[] = []
  for (const { server } of sides) values.push(await usage(crowd, server))
  const [here = Number.NaN, there] = values
  const [side] = sides
  return [
    ratio(
      'one event to 500 sockets, Socket.IO',
      10,
      there === undefined ? { here } : { here, there },
      milliseconds,
      true,
    ),
    {
      what: 'one change of a chat to 500 sockets, /ws',
      goal: '',
      figure: side ? milliseconds(await changes(crowd, side)) : '',
    },
  ]
}

/** From saying `usage` on one socket to its last echo. */
async function usage(crowd: Worker, { url, token }: Target): Promise<number> {
  await crowd.ask({ open: SOCKETS, url, token, door: 'socket.io' })
  let n = 0
  return rounds(ROUNDS, async () => {
    await Bun.sleep(QUIET_MS)
    const word = `bench-${n++}`
    return crowd.ask<number>({ word, say: `42["usage",{"model":"${word}"}]` })
  })
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
