// Rows of the audit log as they leave: over JSON, and as lines of an export.
import { csvLine } from '../../utils/csv'
import { seconds } from '../../utils/time'
import type { Entry } from './table'

export const toWire = ({ at, ...entry }: Entry) => ({ ...entry, at: seconds(at) })

const COLUMNS = [
  'id',
  'at',
  'action',
  'actor',
  'actor_id',
  'target',
  'outcome',
  'detail',
  'address',
  'request_id',
  'times',
] as const

/** The first line of a CSV file. */
export const head = csvLine(COLUMNS)

/** In files, times are written for people. */
const dated = (entry: Entry) => ({ ...entry, at: new Date(entry.at).toISOString() })

export function toCsv(entry: Entry): string {
  const row = dated(entry)
  return csvLine(COLUMNS.map(name => row[name]))
}

export const toJsonLine = (entry: Entry): string => `${JSON.stringify(dated(entry))}\n`
