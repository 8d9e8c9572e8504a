// Chores that are due once a day, off the path of every request; of several copies one does them.
import type { House } from '../../config/house'
import { eq, sql, table, text, time } from '../../db/columns'
import { DAY, MINUTE } from '../../utils/time'

const chores = table('chore', { name: text().primaryKey(), ran_at: time().notNull() })

/** The start itself is left in peace. */
const FIRST_MS = 3000
const LOOK_MS = 10 * MINUTE

/** Does `work` when a day has passed since anybody did; gives the closer, which waits for its end. */
export function daily(
  house: House,
  name: string,
  work: (stopped: () => boolean) => Promise<void>,
): () => Promise<void> {
  let stopped = false
  let running: Promise<void> | undefined
  const look = () => {
    running ??= attempt(house, name, () => work(() => stopped)).finally(() => {
      running = undefined
    })
  }
  const first = setTimeout(look, FIRST_MS)
  const timer = setInterval(look, LOOK_MS)
  for (const each of [first, timer]) each.unref()
  return async () => {
    stopped = true
    clearTimeout(first)
    clearInterval(timer)
    await running
  }
}

async function attempt(house: House, name: string, work: () => Promise<void>): Promise<void> {
  try {
    if (await claim(house, name, Date.now())) await work()
  } catch (error) {
    house.log.component('main').error({ err: error, chore: name }, 'a daily chore failed')
  }
}

/** Whether it is due, and then ours. */
async function claim({ db }: House, name: string, now: number): Promise<boolean> {
  const claimed = await db
    .insert(chores)
    .values({ name, ran_at: now })
    .onConflictDoUpdate({
      target: chores.name,
      set: { ran_at: now },
      setWhere: sql`${chores.ran_at} <= ${now - DAY}`,
    })
    .returning()
  return claimed.length > 0
}

/** Notes that somebody had a chore done now: the next one is due a day later. */
export async function begun({ db }: House, name: string): Promise<void> {
  const ran_at = Date.now()
  await db
    .insert(chores)
    .values({ name, ran_at })
    .onConflictDoUpdate({ target: chores.name, set: { ran_at } })
}

/** When a chore was last begun, in epoch milliseconds. */
export async function lastRun({ db }: House, name: string): Promise<number | null> {
  const row = await db.select().from(chores).where(eq(chores.name, name)).get()
  return row?.ran_at ?? null
}
