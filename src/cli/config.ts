// hearth config: every variable and every setting with its value and where it comes from.
import { join } from 'node:path'
import { openBus } from '../bus'
import { openConfig } from '../config'
import { openDatabase } from '../db'
import { migrate } from '../db/migrate'
import { describeEnv } from '../env/describe'
import { silent } from '../utils/log'
import { type Command, say } from './command'
import { existing, temporary } from './folder'

export const config: Command = {
  usage: '[PATTERN]',
  summary: 'list every variable and setting with its value and its source',
  flags: { json: { type: 'boolean' } },
  async run({ env, words, flags }) {
    using empty = existing(env) ? null : temporary()
    const url = empty ? `sqlite:///${join(empty.path, 'empty.db')}` : env.DATABASE_URL
    const db = await openDatabase({ url, synchronous: env.SQLITE_SYNCHRONOUS })
    try {
      if (empty) await migrate(db, { snapshots: '', now: Date.now })
      const bus = openBus(() => {})
      const opened = await openConfig({ db, env, log: silent, bus, readOnly: true })
      const rows = [...describeEnv(env), ...opened.describe()].filter(row => matches(row, words[0]))
      if (flags.json) say(JSON.stringify(rows, null, 2))
      else for (const row of rows) print(row)
    } finally {
      await db.engine.close()
    }
    return 0
  },
}

interface Row {
  key: string
  env: readonly string[]
  value: unknown
  source: string
  sentence: string
  note: string | null
}

const matches = ({ key, env }: Row, pattern = ''): boolean =>
  [key, ...env].some(name => name.toLowerCase().includes(pattern.toLowerCase()))

const WIDTH = 60

function print({ key, env, value, source, sentence, note }: Row): void {
  const text = JSON.stringify(value) ?? 'null'
  say(`${key} = ${text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text}  (${source})`)
  say(
    `    ${[sentence, env.length > 0 && env[0] !== key ? `Variable: ${env.join(', ')}.` : ''].join(' ').trim()}`,
  )
  if (note) say(`    ${note}`)
}
