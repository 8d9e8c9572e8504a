// Takes away uploads that nobody goes on with, and bytes whose time has come.
import type { House } from '../../config/house'
import { checkStorage } from '../../storage/check'
import * as Gone from '../../storage/gone'
import { DAY, HOUR } from '../../utils/time'
import { giveUp } from './finish'
import * as Uploads from './store'
import { LIFE } from './take'

/** Sweeps every hour; the result stops it. */
export function keepUploads(house: House): () => Promise<void> {
  let running: Promise<void> | undefined
  const run = () => {
    running ??= sweep(house)
      .catch(error => house.log.component('main').error({ err: error }, 'uploads are not swept'))
      .finally(() => {
        running = undefined
      })
  }
  void tryStore(house)
  const timer = setInterval(run, HOUR)
  timer.unref()
  run()
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** A bucket that does not work is told of at the start and not at the first upload; nothing waits for it. */
async function tryStore({ env, log }: House): Promise<void> {
  if (env.STORAGE_PROVIDER !== 's3') return
  const trouble = await checkStorage(env).catch(String)
  if (trouble) log.component('main').error({ trouble }, 'the store of files does not work')
}

async function sweep(house: House): Promise<void> {
  const now = Date.now()
  for (const upload of await Uploads.stale(house.db, now - DAY, now - LIFE + HOUR))
    await giveUp(house, upload)
  await Gone.sweep(house)
}
