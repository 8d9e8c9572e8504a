// The command line: finds the command, reads its flags, turns what it throws into one clear line.
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { LockedError } from '../db/lock'
import { SchemaError } from '../db/migrate'
import { EnvError, readEnv, systemSource } from '../env'
import { build } from '../utils/build'
import { type Command, CommandError, type Given, say } from './command'

const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./serve')).serve,
  doctor: async () => (await import('./doctor')).doctor,
  config: async () => (await import('./config')).config,
  apply: async () => (await import('./apply/index')).apply,
  backup: async () => (await import('./backup')).backup,
  restore: async () => (await import('./restore')).restore,
  knowledge: async () => (await import('./knowledge/index')).knowledge,
  user: async () => (await import('./user')).user,
  health: async () => (await import('./health')).health,
}

/** What Hearth runs beside itself; nobody types these. */
const inner: Record<string, () => Promise<Command>> = {
  embed: async () => (await import('./embed')).embed,
  extract: async () => (await import('./extract')).extract,
}

/** Flags that every command takes; they stand in for the environment's variables. */
const common = {
  host: { type: 'string' },
  port: { type: 'string', short: 'p' },
  'data-dir': { type: 'string', short: 'd' },
  help: { type: 'boolean', short: 'h' },
} satisfies ParseArgsOptionsConfig

/** Runs the command that the words name, `serve` without any. Gives the exit code. */
export async function run(args: string[]): Promise<number> {
  // Database, files and backups hold what is nobody else's, also in a folder that others may enter.
  process.umask(0o077)
  try {
    if (args[0] === '--version' || args[0] === '-v') return version()
    const named = args[0] !== undefined && !args[0].startsWith('-')
    const name = named ? (args[0] as string) : 'serve'
    const load = commands[name] ?? inner[name]
    if (!load) throw new CommandError(`There is no command "${name}". hearth --help lists them.`, 2)
    return await execute(name, await load(), named ? args.slice(1) : args, named)
  } catch (error) {
    return fail(error)
  }
}

function version(): number {
  say(`hearth ${build.version} (${build.commit})`)
  return 0
}

async function execute(
  name: string,
  command: Command,
  args: string[],
  named: boolean,
): Promise<number> {
  const { values, positionals } = parse(args, command.flags ?? {})
  if (values.help) return named ? help(name, command) : helpAll()
  const extra = positionals[wordsOf(command)]
  if (extra !== undefined)
    throw new CommandError(`hearth ${name} does not take "${extra}". See hearth ${name} --help.`, 2)
  const said = saidBy(values)
  if (name !== 'serve') endWithReader()
  return command.run({
    get env() {
      return readEnv(systemSource(said))
    },
    said,
    words: positionals,
    flags: values,
  })
}

/** Whoever reads along may leave early: `hearth config | head`. */
function endWithReader(): void {
  process.stdout.on('error', error => {
    if (codeOf(error) !== 'EPIPE') throw error
    process.exit(0)
  })
}

/** The variables that flags stand in for. */
const saidBy = ({ host, port, 'data-dir': folder }: Given['flags']): Given['said'] => ({
  ...(host !== undefined && { HOST: String(host) }),
  ...(port !== undefined && { PORT: String(port) }),
  ...(folder !== undefined && { DATA_DIR: String(folder) }),
})

/** As many words as its usage names. */
const wordsOf = ({ usage }: Command): number => (usage === '' ? 0 : usage.split(' ').length)

function parse(args: string[], own: ParseArgsOptionsConfig) {
  try {
    const parsed = parseArgs({ args, options: { ...common, ...own }, allowPositionals: true })
    return {
      positionals: parsed.positionals,
      values: parsed.values as Record<string, string | boolean | undefined>,
    }
  } catch (error) {
    const [reason = ''] = String(error instanceof Error ? error.message : error).split('. ')
    throw new CommandError(`${reason}. hearth --help lists what there is.`, 2)
  }
}

function help(name: string, command: Command): number {
  say(`hearth ${name} ${command.usage}`.trim())
  say(`  ${command.summary}`)
  say()
  for (const [flag, { short, takes = '', says }] of Object.entries(command.flags ?? {})) {
    const call = `${short ? `-${short},` : '   '} --${flag} ${takes}`
    say(`  ${call.padEnd(22)} ${says}`)
  }
  say('  -d, --data-dir, -p, --port and --host as for hearth itself')
  return 0
}

async function helpAll(): Promise<number> {
  say(`Hearth ${build.version}, a self-hosted AI chat server in one file.

usage: hearth [command] [flags]

  -p, --port PORT      port to listen on (PORT, 8080)
      --host ADDRESS   address to listen on (HOST, 0.0.0.0)
  -d, --data-dir DIR   folder that holds everything (DATA_DIR, ./data)
      --demo           look around: sample chats, a scripted model, nothing kept
  -v, --version        version and commit
  -h, --help           this text, or a command's own

commands:`)
  for (const [name, load] of Object.entries(commands)) {
    const { usage, summary } = await load()
    say(`  ${`${name} ${usage}`.padEnd(32)} ${summary}`)
  }
  say(`
Settings come from the environment, a .env file in this folder, and the admin's pages:
hearth config lists each with its value and where it comes from.`)
  return 0
}

/** Errors that a person can do something about are one line; anything else shows where it broke. */
function fail(thrown: unknown): number {
  const error = first(thrown)
  const known = [CommandError, EnvError, LockedError, SchemaError].some(
    kind => error instanceof kind,
  )
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : String(error)
  if (known) process.stderr.write(`hearth: ${message}\n`)
  else if (SYSTEM[code]) process.stderr.write(`hearth: ${SYSTEM[code]} (${message})\n`)
  else
    process.stderr.write(`hearth: ${error instanceof Error ? (error.stack ?? message) : message}\n`)
  return error instanceof CommandError ? error.code : 1
}

/** What went wrong before closing up went wrong, too. */
const first = (error: unknown): unknown =>
  error instanceof SuppressedError ? first(error.suppressed) : error

/** For any other reason it is the address that cannot be listened on. */
const LISTENING = ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES']

function codeOf(error: unknown): string {
  if (!(error instanceof Error && 'code' in error)) return ''
  const code = String(error.code)
  const listens = 'syscall' in error && error.syscall === 'listen'
  return listens && !LISTENING.includes(code) ? 'EADDRNOTAVAIL' : code
}

const SYSTEM: Record<string, string> = {
  EADDRINUSE: 'The port is taken. Stop what uses it, or choose another with --port.',
  EADDRNOTAVAIL: 'This machine does not have the address to listen on. Choose another with --host.',
  EACCES: 'Not allowed. Check the rights on the data folder and the port.',
  EROFS: 'The data folder is read-only. Choose another with --data-dir.',
  ENOENT: 'The data folder cannot be made there. Choose another with --data-dir.',
  ENOTDIR: 'The data folder is not a folder. Choose another with --data-dir.',
  EEXIST: 'The data folder is not a folder. Choose another with --data-dir.',
  ENOSPC: 'The disk is full. Free some space and start again.',
  SQLITE_CANTOPEN: 'The database file cannot be opened. Check its folder and its rights.',
  SQLITE_READONLY: 'The database cannot be written. Check the rights on the data folder.',
  SQLITE_NOTADB: 'The database file is not an SQLite database. Restore a backup, or move it away.',
  SQLITE_CORRUPT: 'The database file is damaged. Restore a backup with hearth restore.',
  // What SQLite says when its shared memory finds no room.
  SQLITE_IOERR_SHMSIZE: 'The disk is full. Free some space and start again.',
  SQLITE_FULL: 'The disk is full. Free some space and start again.',
}
