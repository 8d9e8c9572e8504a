// hearth user: help for those who locked themselves out.
import { hashPassword } from '../auth/password'
import * as Sessions from '../auth/sessions'
import * as Accounts from '../auth/store'
import { openDatabase } from '../db'
import { type Command, CommandError, say } from './command'
import { needData } from './folder'

const BYTES = 12
const SHORTEST = 8

export const user: Command = {
  usage: 'reset-password EMAIL',
  summary: 'give an account a new password (made, or read from standard input with --stdin)',
  flags: { stdin: { type: 'boolean' } },
  async run({ env, words: [verb, email], flags }) {
    if (verb !== 'reset-password' || !email) {
      throw new CommandError('Say which account: hearth user reset-password EMAIL', 2)
    }
    needData(env)
    const given = flags.stdin ? (await Bun.stdin.text()).replace(/\r?\n$/, '') : null
    if (given !== null && given.length < SHORTEST) {
      throw new CommandError(`The password needs ${SHORTEST} characters at least.`)
    }
    const password =
      given ?? Buffer.from(crypto.getRandomValues(new Uint8Array(BYTES))).toString('base64url')
    const cost = { memory: env.PASSWORD_HASH_MEMORY, time: env.PASSWORD_HASH_PASSES }
    const db = await openDatabase({ url: env.DATABASE_URL, synchronous: env.SQLITE_SYNCHRONOUS })
    try {
      const account = await Accounts.byEmail(db, email)
      if (!account) throw new CommandError(`No account has the e-mail ${email}.`)
      await Accounts.setHash(db, account.id, await hashPassword(password, cost))
      await Sessions.endAll(db, account.id, null)
    } finally {
      await db.engine.close()
    }
    say(given === null ? `New password of ${email}: ${password}` : `${email} has the new password.`)
    say('Every session of this account has ended.')
    return 0
  },
}
