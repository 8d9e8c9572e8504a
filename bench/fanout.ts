// One event to five hundred sockets, by both doors, and fifty of them talking at once.
import { least, rounds } from './median'
import type { Side } from './reads'
import { milliseconds, type Pair, type Row, ratio } from './table'
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
 * Bun.serve takes 4.0 and Hearth 4.4. The least of the rounds counts: whatever else the machine does only adds to it.
 */
export async function fanout(sides: Side[]): Promise<Row[]> {
  using crowd = worker('crowd.ts')
  using bare = worker('bare.ts')
  const port = await bare.ask<number>({ body: '', type: 'text/plain' })
  const told: number[] = []
  const acknowledged: number[] = []
  for (const { server } of sides) {
    told.push(await tell(crowd, server, REPEATED))
    acknowledged.push(await talk(crowd))
  }
  const best = await tell(crowd, { url: `http://127.0.0.1:${port}`, token: '' })
  const [side] = sides
  return [
    ratio('one event to 500 sockets, Socket.IO', 10, pair(told), milliseconds, true),
    {
      what: 'the same from a bare Bun.serve',
      goal: '',
      figure: `${milliseconds(best)} = ${(best / (told[0] ?? 0)).toFixed(2)} of ours`,
    },
    ratio(
      '50 of them say what they use at once, until all are acknowledged',
      0,
      pair(acknowledged),
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

const pair = ([here = Number.NaN, there]: number[]): Pair =>
  there === undefined ? { here } : { here, there }

const says = (model: string): string => `["usage",{"model":"${model}"}]`

/** What is in use is told again every three seconds: right after that it is quiet. */
const REPEATED = '"usage"'

/** From saying `usage` on one socket to its last echo. */
async function tell(
  crowd: Worker,
  { url, token }: Pick<Target, 'url' | 'token'>,
  repeated?: string,
): Promise<number> {
  await crowd.ask({ open: SOCKETS, url, token, door: 'socket.io' })
  let n = 0
  const once = async () => {
    if (repeated && n > 0) await crowd.ask({ word: repeated })
    await Bun.sleep(QUIET_MS)
    const word = `bench-${n++}`
    return crowd.ask<number>({ word, say: `42${says(word)}` })
  }
  return rounds(ROUNDS, once, least)
}

/** From fifty sockets that say `usage` to the last acknowledgement. */
const talk = (crowd: Worker): Promise<number> =>
  rounds(
    ROUNDS,
    () => crowd.ask<number>({ word: '431[]', say: `421${says('bench')}`, each: TALKING }),
    least,
  )

/** From asking for the change to the last socket that heard of it. */
async function changes(crowd: Worker, { server, chats }: Side): Promise<number> {
  const { url, token } = server
  await crowd.ask({ open: SOCKETS, url, token, door: 'native' })
  const once = async () => {
    await crowd.ask({ word: chats.ten })
    const change = server.call('POST', `/api/v1/chats/${chats.ten}/pin`, {})
    const took = await crowd.ask<number>()
    await change
    return took
  }
  return rounds(ROUNDS, once, least)
}
