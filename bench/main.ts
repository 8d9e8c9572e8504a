// Measures the executable against the goals of the design, beside another server of the same API when BENCH_REFERENCE names one.
// Arguments name the sections to run; without any all are run.

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

const SECTIONS = [
  'reads',
  'completions',
  'latency',
  'appending',
  'saving',
  'fan-out',
  'statements',
  'memory',
  'starts',
] as const
type Section = (typeof SECTIONS)[number]

const asked = process.argv.slice(2)
const wants = (section: Section): boolean => asked.length === 0 || asked.includes(section)

const CHATS = wants('reads') || wants('starts') ? 10_000 : 0

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
  const step = async (what: Section, work: () => Promise<Row | Row[]>) => {
    if (!wants(what)) return
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
    await step('latency', () => added(sides, port))
    await step('appending', () => appends(sides[0] as Side))
    await step('saving', () => saves(sides))
    await step('fan-out', () => fanout(sides))
  }
  await step('statements', () => statements(port))
  await step('memory', () => memory(port))
  await step('starts', () => starts(home.path))
  return rows
}

const unknown = asked.find(word => !SECTIONS.some(section => section === word))
if (unknown) throw new Error(`There is no section ${unknown}. There are: ${SECTIONS.join(', ')}.`)
const rows = await measure()
note('done')
print(rows)
