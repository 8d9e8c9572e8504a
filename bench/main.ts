// Measures the executable against the goals of the design, beside another server of the same API when BENCH_REFERENCE names one.

import { appends, saves } from './append'
import { added, completions } from './completions'
import { fanout } from './fanout'
import { fill } from './fill'
import { memory, starts } from './machine'
import { reads, type Side } from './reads'
import { statements } from './statements'
import { print, type Row } from './table'
import { connect, folder, provide, start } from './target'
import { worker } from './worker'

const CHATS = 10_000

const note = (text: string): void =>
  void process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}\n`)

/** Fills a server and points it at the provider. */
async function side(name: string, url: string, port: number, token?: string): Promise<Side> {
  const server = await connect(name, url, token)
  await provide(server, port)
  note(`filling ${name}`)
  return { server, chats: await fill(server, CHATS) }
}

async function measure(): Promise<Row[]> {
  using provider = worker('provider.ts')
  const port = await provider.ask<number>()
  await using home = await folder()
  const rows: Row[] = []
  const step = async (what: string, work: () => Promise<Row | Row[]>) => {
    note(what)
    rows.push(...[await work()].flat())
  }
  {
    await using hearth = await start(home.path)
    const sides = [await side('hearth', hearth.url, port)]
    const reference = process.env.BENCH_REFERENCE
    if (reference)
      sides.push(await side('reference', reference, port, process.env.BENCH_REFERENCE_TOKEN))
    await step('reads', () => reads(sides))
    await step('completions', () => completions(sides))
    await step('added latency', () => added(sides, port))
    await step('appending', () => appends(sides[0] as Side))
    await step('saving', () => saves(sides))
    await step('fan-out', () => fanout(sides))
  }
  await step('statements', () => statements(port))
  await step('memory', () => memory(port))
  await step('starts', () => starts(home.path))
  return rows
}

const rows = await measure()
note('done')
print(rows)
