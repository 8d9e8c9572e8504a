// How quickly a knowledge base of so many passages answers, and whether its index finds what is nearest.
import type { House } from '../../src/config/house'
import * as Generations from '../../src/retrieval/generations'
import { search } from '../../src/retrieval/search'
import { type Scope, vectors } from '../../src/retrieval/vector'
import { median } from '../median'
import { milliseconds, type Row, rate } from '../table'
import { embed, KNOWLEDGE, place, shelf } from './shelf'
import { random, sentence } from './texts'

/** Texts that are really embedded; all others lie about one of them or between two. */
const REAL = 1000
const PER_FILE = 500
const QUESTIONS = 40
const NOISE = 0.03
const scope = { files: [], knowledge: [KNOWLEDGE] }
/** A knowledge base that will have none has told so by then. */
const SOON_MS = 2000

/** The goal of the design for a size, where it has one. */
const GOALS: Record<number, number> = { 100000: 50, 1000000: 100 }

export async function speed(
  house: House,
  size: number,
  note: (text: string) => void,
): Promise<Row[]> {
  await shelf(house)
  const of = size.toLocaleString('en')
  note(`${of} passages`)
  const took = await fill(house, size)
  const questions = Array.from({ length: QUESTIONS }, (_, n) => sentence(900_000 + n))
  const asked = await embed(house, questions, 'query')
  note('its index')
  const built = await index(house)
  // The files one by one are asked without the index of what holds them.
  const exact = await nearest(house, asked, { files: await fileIds(house), knowledge: [] })
  const rows: Row[] = [
    { what: `passages stored, to ${of}`, goal: '', figure: rate((size / took) * 1000) },
    timed(
      `vectors, exact, ${of}: p50, p99`,
      exact.times,
      size <= 100_000 ? GOALS[size] : undefined,
    ),
  ]
  if (built !== undefined) {
    const found = await nearest(house, asked, scope)
    const recall = shared(exact.ids, found.ids)
    rows.push(
      { what: `index made behind it, ${of}`, goal: '', figure: `${(built / 1000).toFixed(0)} s` },
      timed(`vectors, index, ${of}: p50, p99`, found.times, GOALS[size]),
      {
        what: `recall@10 of the index, ${of}`,
        goal: '>= 0.95',
        figure: recall.toFixed(3),
        met: recall >= 0.95,
      },
    )
  }
  const whole: number[] = []
  for (const query of questions) {
    whole.push(await clocked(() => search(house, { queries: [query], scope, k: 5 })))
  }
  return [...rows, timed(`search, both halves, ${of}: p50, p99`, whole, GOALS[size])]
}

async function clocked(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function timed(what: string, times: number[], goal?: number): Row {
  const sorted = times.toSorted((a, b) => a - b)
  const last = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN
  const middle = median(times)
  const figure = `${milliseconds(middle)}, ${milliseconds(last)}`
  if (goal === undefined) return { what, goal: '', figure }
  return { what, goal: `p50 <= ${goal} ms`, figure, met: middle <= goal }
}

async function nearest(house: House, asked: Float32Array[], scope: Scope) {
  const generation = await Generations.live(house)
  const times: number[] = []
  const ids: number[][] = []
  for (const vector of asked) {
    const began = performance.now()
    const hits = await vectors(house).nearest(generation, vector, scope, 100)
    times.push(performance.now() - began)
    ids.push(hits.slice(0, 10).map(({ chunk_id }) => chunk_id))
  }
  return { times, ids }
}

/** The share of what is really nearest that was found. */
function shared(exact: number[][], found: number[][]): number {
  const shares = exact.map((ids, n) => ids.filter(id => found[n]?.includes(id)).length / ids.length)
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}

/** Waits for the job; how many milliseconds that takes, undefined where there is no index in the end. */
async function index({ db }: House): Promise<number | undefined> {
  const began = performance.now()
  const count = async (sql: string) => Number((await db.engine.read(sql, []))[0]?.[0])
  await Bun.sleep(SOON_MS)
  while (await count(`select count(*) from job where state in ('queued', 'running')`)) {
    await Bun.sleep(100)
  }
  const there = await count(`select count(*) from cell_index where state = 'live'`)
  return there > 0 ? performance.now() - began : undefined
}

async function fileIds({ db }: House): Promise<string[]> {
  const rows = await db.engine.read(`select id from file where user_id = 'bench'`, [])
  return rows.map(([id]) => String(id))
}

/** Fills the knowledge base; gives the milliseconds that storing took. */
async function fill(house: House, size: number): Promise<number> {
  const texts = Array.from({ length: REAL }, (_, n) => paragraph(n))
  const real = await embed(house, texts, 'passage')
  const next = random(42)
  let took = 0
  for (let from = 0; from < size; from += PER_FILE) {
    const many = Math.min(PER_FILE, size - from)
    const parts = Array.from({ length: many }, (_, n) => {
      const text = paragraph(from + n)
      return { start: n * 1000, stop: n * 1000 + text.length, page: null, text }
    })
    const near = parts.map(() => between(real, next))
    took += await clocked(() => place(house, `file-${from}`, parts, near))
  }
  return took
}

const paragraph = (n: number): string =>
  Array.from({ length: 6 }, (_, part) => sentence(n * 6 + part)).join('')

/** A vector between two real ones, nearer to the first, with some noise. */
function between(real: Float32Array[], next: () => number): Float32Array {
  const pick = () => real[Math.floor(next() * real.length)] as Float32Array
  const [a, b, share] = [pick(), pick(), next() / 2]
  const mixed = a.map((part, n) => part * (1 - share) + (b[n] ?? 0) * share + noise(next))
  const length = Math.hypot(...mixed)
  return mixed.map(part => part / length)
}

/** About normal, with a deviation of `NOISE`. */
const noise = (next: () => number): number =>
  (next() + next() + next() + next() - 2) * NOISE * Math.sqrt(3)
