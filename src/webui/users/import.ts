// Takes a list of people in: looked through first, then all of it or nothing.
import { hashCost, hashPassword } from '../../auth/password'
import * as Accounts from '../../auth/store'
import { accounts } from '../../auth/table'
import type { House } from '../../config/house'
import { type Db, type Tx, transaction } from '../../db'
import { inArray } from '../../db/columns'
import { batches } from '../../utils/batches'
import { writeNdjson } from '../../utils/ndjson'
import { Refusal } from '../../utils/refusal'
import { byLine, type Candidate, type Fault, readRoster } from './roster'

export interface Report {
  /** Who would get an account. */
  people: Pick<Candidate, 'line' | 'name' | 'email' | 'role'>[]
  /** Of them, those without a password. */
  without_password: number
  faults: Fault[]
  /** Lines that are left out because the address has an account. */
  left_out: number[]
}

interface Wanted {
  text: string
  /** Leaves out who has an account already, instead of refusing the list. */
  skip_known: boolean
}

/** What taking the list in would do. Nothing is changed. */
export const preview = async (house: House, wanted: Wanted): Promise<Report> =>
  (await weigh(house, wanted)).report

/**
 * Takes the list in. The answer is a line of JSON for each step, `{ done, of }`, and `{ made }` at the
 * end; when the caller leaves before that, nobody is made. Throws 400 with the report for a list with
 * faults.
 */
export async function takeIn(house: House, wanted: Wanted): Promise<Response> {
  if (!house.env.WEBUI_AUTH) throw new Refusal(403, 'Accounts are turned off here.')
  const { report, people } = await weigh(house, wanted)
  if (report.faults.length > 0) {
    throw new Refusal(400, 'The list has faults, so nobody was made.', {}, { ...report })
  }
  let left = false
  const steps = make(house, people, () => left)
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await steps.next()
        if (done) controller.close()
        else controller.enqueue(new TextEncoder().encode(writeNdjson(value)))
      },
      cancel() {
        left = true
      },
    },
    { highWaterMark: 1 },
  )
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson' } })
}

async function weigh(house: House, { text, skip_known }: Wanted) {
  const roster = readRoster(text, house.config.get('ui.default_user_role'))
  const known = await taken(
    house.db,
    roster.people.map(({ email }) => email),
  )
  const held = roster.people.filter(({ email }) => known.has(email))
  const people = roster.people.filter(({ email }) => !known.has(email))
  const faults = [...roster.faults, ...(skip_known ? [] : held.map(hasAccount))].sort(byLine)
  const report: Report = {
    people: people.map(({ line, name, email, role }) => ({ line, name, email, role })),
    without_password: people.filter(({ password }) => password === '').length,
    faults,
    left_out: skip_known ? held.map(({ line }) => line) : [],
  }
  return { report, people }
}

const hasAccount = ({ line, email }: Candidate): Fault => ({
  line,
  field: 'email',
  reason: 'taken',
  value: email,
})

async function taken(db: Db | Tx, emails: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (const batch of batches([...new Set(emails)])) {
    const rows = await db
      .select({ email: accounts.email })
      .from(accounts)
      .where(inArray(accounts.email, batch))
    for (const { email } of rows) found.add(email)
  }
  return found
}

const PICTURE = '/user.png'
const AT_ONCE = 10

type Step = { done: number; of: number } | { made: number } | { detail: string }

/** Hashing takes most of the time, so it is done before the transaction that writes all at once. */
async function* make(
  house: House,
  people: readonly Candidate[],
  left: () => boolean,
): AsyncGenerator<Step> {
  const rows: Accounts.NewUser[] = []
  for (let at = 0; at < people.length; at += AT_ONCE) {
    if (left()) return
    rows.push(...(await Promise.all(people.slice(at, at + AT_ONCE).map(one => ready(house, one)))))
    yield { done: rows.length, of: people.length }
  }
  if (left()) return
  yield await write(house.db, rows)
}

async function ready({ env }: House, { name, email, password, role }: Candidate) {
  const hash = password ? { hash: await hashPassword(password, hashCost(env)) } : {}
  return { name, email, role, profile_image_url: PICTURE, ...hash }
}

/** Somebody may have taken one of the addresses while the passwords were hashed. */
async function write(db: Db, rows: readonly Accounts.NewUser[]): Promise<Step> {
  try {
    await transaction(db, async tx => {
      await Accounts.alone(tx)
      const [late] = await taken(
        tx,
        rows.map(({ email }) => email),
      )
      if (late) throw new Accounts.EmailTaken(late)
      await Accounts.insertAll(tx, rows)
    })
    return { made: rows.length }
  } catch (error) {
    if (!(error instanceof Accounts.EmailTaken)) throw error
    return {
      detail: `Somebody took the address ${error.message} in the meantime: nobody was made.`,
    }
  }
}
