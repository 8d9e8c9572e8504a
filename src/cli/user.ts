// hearth user: accounts from the shell, beside a running Hearth too.
import type { Db } from '../db'
import type { Env } from '../env'
import { openData } from './apply/database'
import { type Command, CommandError, type Given } from './command'
import { needData } from './folder'
import { add, list, remove, resetFactor, resetPassword, setRole } from './user-verbs'

/** What a verb of `hearth user` gets: the database and what was said. */
export interface Asked {
  db: Db
  env: Env
  email: string
  /** The word after the e-mail. */
  word: string | undefined
  flags: Given['flags']
}

interface Verb {
  /** What follows it; an empty one stands alone. */
  takes: string
  run(asked: Asked): Promise<void>
  /** Works in a folder without data. */
  begins?: boolean
}

const verbs: Record<string, Verb> = {
  list: { takes: '', run: list },
  add: { takes: 'EMAIL', run: add, begins: true },
  role: { takes: 'EMAIL ROLE', run: setRole },
  delete: { takes: 'EMAIL', run: remove },
  'reset-password': { takes: 'EMAIL', run: resetPassword },
  'reset-factor': { takes: 'EMAIL', run: resetFactor },
}

export const user: Command = {
  usage: 'VERB [EMAIL] [ROLE]',
  summary: 'list, add, role, delete, reset-password or reset-factor: accounts',
  flags: {
    name: { type: 'string', takes: 'NAME', says: 'add: name that people see' },
    role: { type: 'string', takes: 'ROLE', says: 'add: pending, user or admin; user unless set' },
    stdin: { type: 'boolean', says: 'read the password from standard input' },
    json: { type: 'boolean', says: 'list: as JSON' },
    yes: { type: 'boolean', short: 'y', says: 'delete without being asked' },
  },
  async run({ env, words: [name = '', email, word], flags }) {
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
    if (!verb) throw new CommandError(`Say what to do: ${all()}.`, 2)
    const wanted = verb.takes.split(' ').filter(Boolean).length
    const said = [email, word].filter(part => part !== undefined).length
    if (said !== wanted) throw new CommandError(`Call it so: ${callOf(name, verb)}`, 2)
    if (!verb.begins) needData(env)
    await using db = await openData(env)
    await verb.run({ db, env, email: email ?? '', word, flags })
    return 0
  },
}

const callOf = (name: string, { takes }: Verb): string => `hearth user ${name} ${takes}`.trim()

const all = (): string =>
  Object.entries(verbs)
    .map(([name, verb]) => callOf(name, verb))
    .join(', ')
