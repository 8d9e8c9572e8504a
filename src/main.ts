// Opens everything, listens, closes everything on a signal.
import { listen } from './app/listen'
import { open } from './app/open'
import { readEnv } from './env'

const env = readEnv()
const opened = await open(env)
const listening = await listen(opened.house)
opened.house.log.component('main').info({ url: listening.url }, `listening on ${listening.url}`)
