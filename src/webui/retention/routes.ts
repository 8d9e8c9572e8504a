// How long chats stay: the rule, what it would delete, and letting it do so now; for admins.
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import type { House } from '../../config/house'
import { Refusal } from '../../utils/refusal'
import { DAY, seconds } from '../../utils/time'
import { begun, lastRun } from '../system/daily'
import { retentionOf } from './run'
import { Preview, RuleForm, RunForm } from './schema'
import * as Stale from './store'

const EXAMPLES = 10

export const retention = (house: House) =>
  new Elysia({ prefix: '/retention' })
    .use(guard(house))
    .get('/', () => rule(house), { role: 'admin' })
    .get('/preview', ({ query }) => preview(house, query.days), { role: 'admin', query: Preview })
    .post('/', ({ body }) => save(house, body), {
      role: 'admin',
      audit: { action: 'retention.change', detail: ['days'] },
      body: RuleForm,
    })
    .post('/run', ({ body }) => run(house, body.name), {
      role: 'admin',
      audit: 'retention.start',
      body: RunForm,
    })

async function rule(house: House) {
  const last = await lastRun(house, 'retention')
  return {
    days: house.config.get('retention.days'),
    /** What to type before anything is deleted. */
    name: house.env.WEBUI_NAME,
    last_run: last === null ? null : seconds(last),
    running: retentionOf(house).progress,
  }
}

/** Titles of others are for admins who may see their chats. */
async function preview({ db, config }: House, days: number) {
  const before = Date.now() - days * DAY
  const examples = await Stale.oldest(db, before, EXAMPLES)
  return {
    days,
    ...(await Stale.extent(db, before)),
    examples: examples.map(({ title, updated_at, ...chat }) => ({
      ...chat,
      title: config.get('auth.admin.chat_access') ? title : null,
      updated_at: seconds(updated_at),
    })),
  }
}

async function save(house: House, { days, name }: typeof RuleForm._output) {
  if (days > 0) checkName(house, name)
  await house.config.set({ 'retention.days': days })
  return rule(house)
}

/** Runs on after the answer, which says how much there is to do. */
async function run(house: House, name: string) {
  checkName(house, name)
  const days = house.config.get('retention.days')
  if (days === 0) throw new Refusal(400, 'All chats are kept: there is no rule to run.')
  const { chats } = await Stale.extent(house.db, Date.now() - days * DAY)
  await begun(house, 'retention')
  retentionOf(house)
    .run()
    .catch(err => house.log.component('main').error({ err }, 'old chats could not be deleted'))
  return { ...(await rule(house)), running: { done: 0, total: chats } }
}

function checkName({ env }: House, name = ''): void {
  if (name.trim().toLowerCase() === env.WEBUI_NAME.trim().toLowerCase()) return
  throw new Refusal(
    400,
    `Type the name of this server, ${env.WEBUI_NAME}, to let chats be deleted.`,
  )
}
