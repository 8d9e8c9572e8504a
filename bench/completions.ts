// Completions, plain and streamed, and what Hearth adds to calling the provider itself.
import { compared, press, type Side } from './reads'
import { milliseconds, type Row, rate, ratio } from './table'
import type { Target } from './target'
import { worker } from './worker'

const ask = (stream: boolean) => ({
  model: 'bench',
  stream,
  messages: [{ role: 'user', content: 'How does a lighthouse work?' }],
})

const request = (server: Target, stream: boolean): string =>
  server.raw('POST', '/api/chat/completions', ask(stream))

export async function completions(sides: Side[]): Promise<Row[]> {
  using sender = worker('load.ts')
  const firsts = new Map<Side, number>()
  const measure = (stream: boolean) =>
    compared(sides, async side => {
      const load = await press(sender, side.server.url, [request(side.server, stream)])
      firsts.set(side, load.first)
      return load.rate
    })
  const plain = await measure(false)
  const streamed = await measure(true)
  const [here = Number.NaN, there] = sides.map(side => firsts.get(side))
  const first = there === undefined ? { here } : { here, there }
  return [
    ratio('plain completions, 16 at once', 80, plain, rate),
    ratio('streamed completions, 66 tokens, 16 at once', 50, streamed, rate),
    ratio('first byte of those', 50, first, milliseconds, true),
  ]
}

/** `port` is the provider's. */
export async function added(sides: Side[], port: number): Promise<Row> {
  using sender = worker('load.ts')
  const alone = async (url: string, request: string) =>
    (await press(sender, url, [request], 1)).whole
  const direct = await compared(sides.slice(0, 1), ({ server }) =>
    alone(`http://127.0.0.1:${port}`, request(server, false)),
  )
  const through = await compared(sides, ({ server }) => alone(server.url, request(server, false)))
  const more = through.here - direct.here
  return {
    what: 'latency added to a plain completion, one client',
    goal: '<= 1 ms',
    figure: milliseconds(more),
    met: more <= 1,
    ...(through.there && { reference: milliseconds(through.there - direct.here) }),
  }
}
