// hearth, without a command: serves until a signal says stop.
import { listen } from '../app/listen'
import { open } from '../app/open'
import { count } from '../auth/store'
import type { House } from '../config/house'
import type { Env } from '../env'
import type { Command, Given } from './command'
import { hurry, signalled } from './stop'

export const serve: Command = {
  usage: '',
  summary: 'serve the web client and the API (also without a command)',
  flags: { demo: { type: 'boolean' } },
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
  log.info({ signal: await signalled() }, 'stopping')
  hurry(env.SHUTDOWN_TIMEOUT)
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1'])

async function warnOpen({ env, db, log }: House): Promise<void> {
  if (LOOPBACK.has(env.HOST) || (await count(db)) > 0) return
  log
    .component('main')
    .warn('There is no account yet: whoever signs up first becomes the admin. Open the page now.')
}
