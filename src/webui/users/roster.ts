// A list of people as a file: who is to get an account, and which lines cannot be taken.
import { faultOf } from '../../auth/password-rules'
import { normal } from '../../auth/store'
import type { Role } from '../../auth/table'
import { type CsvRow, OpenQuote, readCsv } from '../../utils/csv-read'
import { isEmail } from '../../utils/email'

export interface Candidate {
  line: number
  name: string
  email: string
  /** Empty for those who come in by another way. */
  password: string
  role: Role
}

type Field = 'name' | 'email' | 'password' | 'role'

/**
 * - `quote`: opened and not closed; `columns`: no column holds addresses; `many`: more lines than go at once
 * - `missing`, `long`, `form`: of a name or an address
 * - `taken`: somebody has the address already; `twice`: an earlier line has it, `value` says which
 * - `short`, `common`, `own`: of a password
 * - `role`: there is no such role
 */
export type Reason =
  | 'quote'
  | 'columns'
  | 'many'
  | 'missing'
  | 'long'
  | 'form'
  | 'taken'
  | 'twice'
  | 'short'
  | 'common'
  | 'own'
  | 'role'

export interface Fault {
  line: number
  field: Field | null
  reason: Reason
  /** What stands there, never a password. */
  value: string
}

export interface Roster {
  people: Candidate[]
  faults: Fault[]
}

export const MOST = 5000
const LONGEST = { name: 255, email: 320, password: 1024 }
const ROLES: readonly Role[] = ['pending', 'user', 'admin']

const TITLES: Record<string, Field> = {
  name: 'name',
  fullname: 'name',
  email: 'email',
  mail: 'email',
  emailaddress: 'email',
  password: 'password',
  passwort: 'password',
  role: 'role',
  rolle: 'role',
}
const ORDER: readonly Field[] = ['name', 'email', 'password', 'role']

/** Reads the file; a first line of titles is found by a title for the address. */
export function readRoster(text: string, role: Role): Roster {
  const rows = rowsOf(text)
  if ('reason' in rows) return { people: [], faults: [rows] }
  const titles = rows[0]?.cells.map(cell => TITLES[cell.toLowerCase().replace(/[^a-z]/g, '')])
  const headed = titles?.includes('email') ?? false
  const columns = headed && titles ? titles : ORDER
  const lines = headed ? rows.slice(1) : rows
  const [first] = lines
  if (first && !headed && first.cells.length < 2) return refused(first.line, 'columns')
  if (lines.length > MOST) return refused(lines[MOST]?.line ?? 0, 'many')
  const people = lines.map(row => candidate(row, columns, role))
  return { people, faults: [...people.flatMap(faultsOf), ...repeated(people)].sort(byLine) }
}

const refused = (line: number, reason: Reason): Roster => ({
  people: [],
  faults: [{ line, field: null, reason, value: '' }],
})

function rowsOf(text: string): CsvRow[] | Fault {
  try {
    return readCsv(text)
  } catch (error) {
    if (!(error instanceof OpenQuote)) throw error
    return { line: error.line, field: null, reason: 'quote', value: '' }
  }
}

function candidate(row: CsvRow, columns: readonly (Field | undefined)[], role: Role): Candidate {
  const cell = (field: Field) => row.cells[columns.indexOf(field)] ?? ''
  return {
    line: row.line,
    name: cell('name').trim(),
    email: normal(cell('email')),
    password: cell('password'),
    // What is no role stays as it is, to be found out.
    role: (cell('role').trim().toLowerCase() || role) as Role,
  }
}

function faultsOf({ line, name, email, password, role }: Candidate): Fault[] {
  const faults: Fault[] = []
  const tell = (field: Field, reason: Reason, value: string) =>
    faults.push({ line, field, reason, value: value.slice(0, 100) })
  if (name === '') tell('name', 'missing', '')
  if (name.length > LONGEST.name) tell('name', 'long', name)
  if (email === '') tell('email', 'missing', '')
  else if (email.length > LONGEST.email) tell('email', 'long', email)
  else if (!isEmail(email)) tell('email', 'form', email)
  const weak = password === '' ? null : faultOf(password, { email, name })
  if (weak) tell('password', weak, '')
  if (password.length > LONGEST.password) tell('password', 'long', '')
  if (!ROLES.includes(role)) tell('role', 'role', role)
  return faults
}

function repeated(people: readonly Candidate[]): Fault[] {
  const first = new Map<string, number>()
  return people.flatMap(({ line, email }) => {
    const before = first.get(email)
    if (before === undefined) first.set(email, line)
    if (before === undefined || email === '') return []
    return { line, field: 'email' as const, reason: 'twice' as const, value: String(before) }
  })
}

export const byLine = (a: Fault, b: Fault): number => a.line - b.line
