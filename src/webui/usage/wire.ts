// Figures as they leave: money in the currency's own unit, people by name, connections by theirs.
import type { House } from '../../config/house'
import { csvLine } from '../../utils/csv'
import { connections } from '../connections/connection'
import type { Group } from './schema'
import type { Line, Sums } from './summary'
import type { PriceRow } from './table'

const NANO = 1_000_000_000
const MICRO = 1_000_000

export const money = (nano: number): number => nano / NANO

export const toSums = <T extends Sums>(sums: T) => ({ ...sums, cost: money(sums.cost) })

export const toPrice = ({ model, input, output }: PriceRow) => ({
  model,
  input: input / MICRO,
  output: output / MICRO,
})

export type People = ReadonlyMap<string, { name: string; email: string }>

/** A line with names beside ids; null for accounts that are gone. */
export function toLine(house: House, people: People, { connection, ...line }: Line) {
  const person = line.user === undefined ? undefined : people.get(line.user)
  return {
    ...toSums(line),
    ...(line.user !== undefined && {
      user_name: person?.name ?? null,
      user_email: person?.email ?? null,
    }),
    ...(connection !== undefined && { connection: nameOf(house, connection) }),
  }
}

/** What the admin calls it, else the kind and the address. */
function nameOf(house: House, connection: string): string {
  const [kind = '', url = ''] = connection.split(' ')
  if (kind !== 'openai' && kind !== 'ollama') return connection
  return connections(house, kind).find(known => known.url === url)?.name || connection
}

const FIGURES = [
  'calls',
  'failed',
  'stopped',
  'prompt_tokens',
  'completion_tokens',
  'estimated_tokens',
  'cost',
] as const

const namesOf = (groups: readonly Group[]) =>
  groups.flatMap(group =>
    group === 'user' ? (['user', 'user_name', 'user_email'] as const) : [group],
  )

export const csvHead = (groups: readonly Group[], currency: string): string =>
  csvLine([
    ...namesOf(groups),
    ...FIGURES.map(name => (name === 'cost' ? `cost_${currency}` : name)),
  ])

export function csvRow(groups: readonly Group[], line: ReturnType<typeof toLine>): string {
  const cells: Record<string, string | number | null | undefined> = line
  const figures = FIGURES.map(name => line[name])
  return csvLine([...namesOf(groups).map(name => cells[name] ?? null), ...figures])
}
