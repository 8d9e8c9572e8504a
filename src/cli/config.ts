// hearth config: every variable and every setting with its value and where it comes from.
import { openBus } from '../bus'
import { openConfig } from '../config'
import type { Db } from '../db'
import type { Env } from '../env'
import { describeEnv } from '../env/describe'
import { silent } from '../utils/log'
import { type Command, say } from './command'
import { needData, openOrEmpty } from './folder'

export const config: Command = {
  usage: '[PATTERN]',
  summary: 'list every variable and setting; --apply-file writes them for hearth apply',
  flags: {
    json: { type: 'boolean', says: 'as JSON' },
    'apply-file': { type: 'boolean', says: 'write the file of this house for hearth apply' },
    secrets: { type: 'boolean', says: 'with passwords and keys in that file' },
  },
  async run({ env, words, flags }) {
    if (flags['apply-file']) return writeOut(env, flags.secrets === true)
    await using opened = await openOrEmpty(env)
    const rows = (await everything(env, opened.db)).filter(row => matches(row, words[0]))
    if (flags.json) say(JSON.stringify(rows, null, 2))
    else for (const row of rows) print(row)
    return 0
  },
}

async function everything(env: Env, db: Db): Promise<Row[]> {
  const bus = openBus(() => {})
  const opened = await openConfig({ db, env, log: silent, bus, readOnly: true })
  return [...describeEnv(env), ...opened.describe()]
}

/** To standard output, so that whoever asks decides who may read it. */
async function writeOut(env: Env, secrets: boolean): Promise<number> {
  needData(env)
  const [{ openData }, { readState }, { writeFile }] = await Promise.all([
    import('./apply/database'),
    import('./apply/state'),
    import('./apply/export'),
  ])
  await using db = await openData(env)
  process.stdout.write(await writeFile(await readState(db), secrets))
  return 0
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
