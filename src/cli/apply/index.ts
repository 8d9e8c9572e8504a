// hearth apply: sets models, groups, connections and settings from a file; shows the plan, then asks.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { openBus } from '../../bus'
import { type Config, openConfig } from '../../config'
import { type Db, transaction } from '../../db'
import { silent } from '../../utils/log'
import * as Audit from '../../webui/audit/store'
import type { Entry } from '../../webui/audit/table'
import { tellRunning } from '../../webui/settings/beside'
import { type Command, CommandError, say } from '../command'
import { openData } from './database'
import { type ApplyFile, readFile } from './file'
import { lines, plan } from './plan'
import { readState, type Step } from './state'

export const apply: Command = {
  usage: 'FILE',
  summary: 'set models, groups, connections and settings from a YAML or JSON file',
  flags: {
    yes: { type: 'boolean', short: 'y', says: 'do it without being asked' },
    'dry-run': { type: 'boolean', says: 'only show the plan' },
  },
  async run({ env, words: [path], flags }) {
    if (!path) throw new CommandError('Say which file: hearth apply FILE', 2)
    const file = readFile(basename(path), read(path), env.source)
    await using db = await openData(env)
    const bus = openBus(() => {})
    const config = await openConfig({ db, env, log: silent, bus, readOnly: true })
    const steps = plan({ file, config, state: await readState(db) })
    if (steps.length === 0) {
      say('Everything is as the file says. Nothing to do.')
      return 0
    }
    for (const line of lines(steps)) say(line)
    if (flags['dry-run']) return 0
    if (!flags.yes && !(await agreed(steps.length))) {
      say('Nothing was changed.')
      return 1
    }
    await carryOut(db, file, config, steps)
    say('Done. A Hearth that is running takes it over within a second.')
    return 0
  },
}

const MOST = 10 * 1024 * 1024

function read(path: string): string {
  try {
    const bytes = readFileSync(path)
    if (bytes.byteLength > MOST) throw new CommandError(`${path} is larger than 10 MB.`)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof CommandError) throw error
    if (error instanceof TypeError) throw new CommandError(`${path} is not a text file (UTF-8).`)
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new CommandError(`${path} cannot be read (${code}).`)
  }
}

/** Anything but y or yes is no, the end of the input too. */
async function agreed(count: number): Promise<boolean> {
  process.stdout.write(
    count === 1 ? 'Make this change? [y/N] ' : `Make these ${count} changes? [y/N] `,
  )
  for await (const line of console) return /^\s*y(es)?\s*$/i.test(line)
  say()
  return false
}

/** All of it or nothing, and only if nobody changed anything since the plan was shown. */
const carryOut = (db: Db, file: ApplyFile, config: Config, shown: readonly Step[]) =>
  transaction(db, async tx => {
    const steps = plan({ file, config, state: await readState(tx) })
    if (!Bun.deepEquals(lines(steps), lines(shown)))
      throw new CommandError('Something changed meanwhile. Run it again to see the new plan.')
    for (const step of steps) await step.run(tx)
    await Audit.add(tx, [entryOf(file.name, steps.length)])
    await tellRunning(tx)
  })

/** Who is at the shell owns the machine; Hearth does not know his name. */
const entryOf = (name: string, count: number): Entry => ({
  id: Bun.randomUUIDv7(),
  at: Date.now(),
  action: 'house.apply',
  actor_id: null,
  actor: 'shell',
  target: name,
  address: '',
  outcome: 'done',
  detail: `changes: ${count}`,
  request_id: '',
  times: 1,
})
