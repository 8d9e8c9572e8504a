// Starts replies, and takes care of them when Hearth itself starts and stops.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { Refusal } from '../../utils/refusal'
import { checkBudgets } from '../../webui/budgets/check'
import { markInterrupted } from '../../webui/chats/messages'
import { tokensIn } from '../../webui/usage/estimate'
import { attach } from '../sources/attach'
import { entriesIn } from '../sources/entries'
import { target } from '../target'
import { takenBefore } from './again'
import { place } from './place'
import { Run } from './run'
import { runsOf } from './runs'
import type { Reply, Start } from './schema'
import { titleAfter } from './title'
import { replyOf } from './wire'

/**
 * Starts a reply; a request that comes again gets the one it has started before. Throws Refusal
 * before anything is written.
 */
export function start(house: House, me: Principal, form: Start, by: string | null): Promise<Reply> {
  const user_id = me.user.id
  const name = form.message?.id ?? form.id ?? crypto.randomUUID()
  return runsOf(house).inTurn(user_id, name, async () => {
    const answer = await takenBefore(house, user_id, form)
    return answer ? replyOf(house, user_id, answer) : (await begin(house, me, form, by)).reply
  })
}

/** Writes question and answer down and lets the model speak. */
async function begin(house: House, me: Principal, form: Start, by: string | null): Promise<Run> {
  const found = await target(house, me, form.model)
  await checkFiles(house, me, form)
  await checkBudgets(house, me, found.id, tokensIn(form.message?.content ?? ''))
  const id = form.continue_id ?? form.id ?? crypto.randomUUID()
  using reserved = runsOf(house).reserve(me.user.id, id)
  const placed = await place(house, { user_id: me.user.id, form, found, id })
  const web = form.features.web_search === true
  const run = new Run(house, { ...placed, me, found, params: form.params, web, by })
  reserved.take(run)
  void run.ended.then(() => titleAfter(house, run))
  return run
}

/** What is attached must be his to read, and no more than the house allows. Throws 400 and 404. */
async function checkFiles(house: House, me: Principal, { message }: Start): Promise<void> {
  const entries = entriesIn(message?.files)
  const most = house.config.get('rag.file.max_count')
  if (most !== null && most > 0 && entries.length > most) {
    throw new Refusal(
      400,
      `A message may have ${most} files at most. Take some away and send it again.`,
    )
  }
  await attach(house, me, entries)
}

/**
 * Marks what a crash left running, and follows what ends replies. Gives the closer: it ends the
 * running ones as interrupted, with their text written down.
 */
export async function startReplies(house: House): Promise<() => Promise<void>> {
  const left = await markInterrupted(house.db)
  if (left > 0) house.log.component('models').warn({ replies: left }, 'marked as interrupted')
  const runs = runsOf(house)
  const unwatch = runs.watch()
  return async () => {
    unwatch()
    runs.closing.abort()
    const { promise, resolve } = Promise.withResolvers<void>()
    const late = setTimeout(resolve, house.env.SHUTDOWN_TIMEOUT * 1000)
    await Promise.race([runs.stop('interrupted'), promise])
    clearTimeout(late)
  }
}
