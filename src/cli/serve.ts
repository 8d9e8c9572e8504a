// hearth, without a command: serves until a signal says stop.
import { listen } from '../app/listen'
import { open } from '../app/open'
import { isOccupied } from '../auth/owner'
import { some } from '../auth/store'
import type { House } from '../config/house'
import type { Env } from '../env'
import { isLoopback } from '../env/doors'
import type { Command, Given } from './command'
import { ended, hurry } from './stop'

export const serve: Command = {
  usage: '',
  summary: 'serve the web client and the API (also without a command)',
  flags: { demo: { type: 'boolean', says: 'sample chats, a scripted model, nothing kept' } },
  async run(given: Given) {
    if (given.flags.demo) await (await import('./demo')).demo(given.said)
    else await untilStopped(given.env)
    // Everything is closed and written: a connection that lingers in a library holds nobody up.
    process.exit(0)
  },
}

async function untilStopped(env: Env): Promise<void> {
  await using opened = await open(env)
  await using listening = await listen(opened.house)
  const log = opened.house.log.component('main')
  log.info({ url: listening.url }, `Hearth listens on ${listening.url}`)
  await warnOpen(opened.house)
  log.info({ signal: await ended(env.source) }, 'stopping')
  hurry(env.SHUTDOWN_TIMEOUT)
}

async function warnOpen({ env, db, log }: House): Promise<void> {
  const accounts = await some(db, 2)
  const warn = (text: string) => log.component('main').warn(text)
  if (!env.WEBUI_AUTH && isOccupied(accounts)) {
    warn(
      'There are accounts, so WEBUI_AUTH=false lets nobody in. Remove it, or use another DATA_DIR.',
    )
  } else if (!env.WEBUI_AUTH) {
    warn(`Accounts are off: whoever reaches ${env.HOST} is the admin.`)
  } else if (accounts.length === 0 && !isLoopback(env.HOST)) {
    warn('There is no account yet: whoever signs up first becomes the admin. Open the page now.')
  }
}
