// The environment, typed and read once; nothing else in Hearth reads it.
import { resolve } from 'node:path'
import { hostOf, refuseOpenDoors } from './env/doors'
import { EnvError, unusable } from './env/error'
import { refuseHalfStores } from './env/store'
import { type Variable, variables } from './env/variables'

export { EnvError } from './env/error'

type Variables = typeof variables

/** The environment as text, as the process got it. */
export type Source = Readonly<Record<string, string | undefined>>

/** The environment's values, by name. `source` is its text: settings take theirs from there. */
export type Env = {
  readonly [N in keyof Variables]: Variables[N] extends Variable<infer T> ? T : never
} & { readonly source: Source }

/** The process's own environment, with what the command line says in place of it. */
export const systemSource = (said: Source = {}): Source => ({ ...process.env, ...said })

/** Reads the environment; relative paths count from `cwd`. Throws EnvError at the first unusable value. */
export function readEnv(source: Source = process.env, cwd = process.cwd()): Env {
  const values = Object.entries<Variable<unknown>>(variables).map(
    ([name, variable]) => [name, read(name, variable, source)] as const,
  )
  const env = { ...(Object.fromEntries(values) as Env), source: { ...source } }
  refuseSecret(env.WEBUI_SECRET_KEY)
  refuseHalfStores(env)
  const HOST = hostOf(env)
  refuseOpenDoors({ ...env, HOST })
  const DATA_DIR = resolve(cwd, env.DATA_DIR)
  const DATABASE_URL = databaseAt(env.DATABASE_URL || `sqlite:///${DATA_DIR}/hearth.db`, cwd)
  return Object.freeze({ ...env, HOST, DATA_DIR, DATABASE_URL })
}

/** The text of a variable under its name or its older one, and which of them gave it. */
export function textOf(source: Source, name: string, also = name): { name: string; text?: string } {
  return source[name] === undefined && source[also] !== undefined
    ? { name: also, text: source[also] }
    : { name, text: source[name] }
}

function read(name: string, variable: Variable<unknown>, source: Source): unknown {
  const said = textOf(source, name, variable.also)
  if (said.text === undefined) return variable.initial
  if (said.text.trim() === '') return 'empty' in variable ? variable.empty : variable.initial
  const value = variable.kind.parse(said.text)
  if (value === undefined)
    throw unusable(said.name, said.text, variable.kind.allowed, variable.secret)
  return value
}

/** SQLite's path made absolute, in the form `sqlite:////absolute`. */
function databaseAt(url: string, cwd: string): string {
  const path = /^sqlite:\/\/\/(.+)$/.exec(url)?.[1]
  return path ? `sqlite:///${resolve(cwd, path)}` : url
}

const KNOWN_SECRETS = new Set([
  't0p-s3cr3t',
  'secret',
  'secret-key',
  'secretkey',
  'your-secret-key',
  'your_secret_key',
  'my-secret-key',
  'changeme',
  'change-me',
  'change_me',
  'password',
  'hearth',
  'open-webui',
  'webui',
  'test',
])

function refuseSecret(secret: string | null): void {
  if (secret === null) return
  const remedy = 'Set 32 random characters or more, or remove it and Hearth makes one.'
  if (secret.trim() === '') throw new EnvError(`WEBUI_SECRET_KEY is empty. ${remedy}`)
  if (KNOWN_SECRETS.has(secret.trim().toLowerCase()))
    throw new EnvError(`WEBUI_SECRET_KEY is the well-known "${secret.trim()}". ${remedy}`)
}
