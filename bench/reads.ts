// Signed-in reads at sixteen connections, against the other server and against a bare Bun.serve.
import type { Chats } from './fill'
import type { Load } from './load'
import { median } from './median'
import { type Row, rate, ratio } from './table'
import type { Target } from './target'
import { type Worker, worker } from './worker'

const CONNECTIONS = 16
const SECONDS = 1
const ROUNDS = 3

export interface Side {
  server: Target
  chats: Chats
}

/** Sends requests from `connections` sockets for a second; throws when an answer is not 200. */
export async function press(
  sender: Worker,
  url: string,
  requests: string[],
  connections = CONNECTIONS,
): Promise<Load> {
  const { hostname: host, port } = new URL(url)
  const job = { host, port: Number(port), requests, connections, seconds: SECONDS }
  const load = await sender.ask<Load>(job)
  if (load.failed > 0) throw new Error(`${load.failed} answers failed: ${load.sample}`)
  return load
}

/** Several rounds on each side by turns, so that a noisy minute hurts both. */
export async function compared(
  sides: Side[],
  once: (side: Side) => Promise<number>,
): Promise<{ here: number; there?: number }> {
  const values = sides.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++)
    for (const [n, side] of sides.entries()) values[n]?.push(await once(side))
  const [here = Number.NaN, there] = values.map(median)
  return there === undefined ? { here } : { here, there }
}

export async function reads(sides: Side[]): Promise<Row[]> {
  using sender = worker('load.ts')
  const measure = (path: (chats: Chats) => string) =>
    compared(sides, async ({ server, chats }) => {
      const { rate } = await press(sender, server.url, [server.raw('GET', path(chats))])
      return rate
    })
  const session = await measure(() => '/api/v1/auths/')
  return [
    ratio('session', 150, session, rate),
    await againstBare(sender, sides, session.here),
    ratio('models', 150, await measure(() => '/api/models'), rate),
    ratio(
      'chat list, first page of 10,000',
      150,
      await measure(() => '/api/v1/chats/?page=1'),
      rate,
    ),
    ratio(
      'a chat of 400 messages',
      50,
      await measure(chats => `/api/v1/chats/${chats.four}`),
      rate,
    ),
  ]
}

async function againstBare(sender: Worker, [side]: Side[], session: number): Promise<Row> {
  if (!side) throw new Error('Nothing to measure')
  using bare = worker('bare.ts')
  const body = JSON.stringify(await side.server.call('GET', '/api/v1/auths/'))
  const port = await bare.ask<number>({ body, type: 'application/json' })
  const url = `http://127.0.0.1:${port}`
  const { here } = await compared([side], async ({ server }) => {
    const { rate } = await press(sender, url, [server.raw('GET', '/api/v1/auths/')])
    return rate
  })
  const share = session / here
  const what = 'session against a bare Bun.serve'
  return {
    what,
    goal: '>= 0.25',
    figure: `${share.toFixed(2)} of ${rate(here)}`,
    met: share >= 0.25,
  }
}
