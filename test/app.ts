// Opens a throw-away Hearth for a test: in this process, or the compiled file when HEARTH_BINARY is set.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen } from '../src/app/listen'
import { open } from '../src/app/open'
import { readEnv } from '../src/env'
import { type Caller, caller } from './caller'
import { freshDatabase } from './database'

export interface Options {
  env?: Record<string, string>
  /** A folder kept after the server closes, to open it again. */
  dir?: string
  /** A database kept likewise. */
  database?: string
}

export interface App extends AsyncDisposable {
  url: string
  dir: string
  database: string
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** A caller without credentials. */
  nobody: Caller
  /** The first account, made on first use; sign-up stays as the test set it. */
  admin(): Promise<Caller>
  /** A new account of that name, by the admin's hand. */
  user(name: string): Promise<Caller>
  pending(name: string): Promise<Caller>
  /** Ends the process at once, as `kill -9` does; only where there is one. */
  kill?(): Promise<void>
}

export const PASSWORD = 'correct horse battery'

/** Cheap hashes and no provider at all: tests ask for what they need. */
const QUIET = {
  HOST: '127.0.0.1',
  PORT: '0',
  PASSWORD_HASH_MEMORY: '8',
  SIGNUPS_PER_ADDRESS: '1000',
  OLLAMA_BASE_URLS: '',
  ENABLE_OLLAMA_API: 'false',
  ENABLE_OPENAI_API: 'false',
  GLOBAL_LOG_LEVEL: 'CRITICAL',
}

export async function openApp(options: Options = {}): Promise<App> {
  await using stack = new AsyncDisposableStack()
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'hearth-')))
  if (!options.dir) stack.defer(() => rm(dir, { recursive: true, force: true }))
  const database = options.database ?? (await freshDatabase(dir, stack))
  const env = { ...QUIET, DATA_DIR: dir, DATABASE_URL: database, ...options.env }
  const binary = process.env.HEARTH_BINARY
  const running = binary ? await spawn(binary, env, dir) : await serve(env, dir)
  stack.defer(() => running.stop())
  return dress(running, dir, database, stack.move())
}

interface Running {
  url: string
  stop(): Promise<void>
  kill?: () => Promise<void>
}

async function serve(env: Record<string, string>, dir: string): Promise<Running> {
  const opened = await open(readEnv(env, dir))
  const listening = await listen(opened.house)
  return {
    url: listening.url,
    async stop() {
      await listening[Symbol.asyncDispose]()
      await opened[Symbol.asyncDispose]()
    },
  }
}

async function spawn(binary: string, env: Record<string, string>, dir: string): Promise<Running> {
  const child = Bun.spawn([binary], {
    cwd: dir,
    env: { PATH: process.env.PATH, ...env, GLOBAL_LOG_LEVEL: 'INFO' },
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const url = await address(child.stdout)
  if (!url)
    throw new Error(`The executable did not start: ${await new Response(child.stderr).text()}`)
  return {
    url,
    async stop() {
      child.kill('SIGTERM')
      await child.exited
    },
    async kill() {
      child.kill('SIGKILL')
      await child.exited
    },
  }
}

/** Reads lines until one names the address; the rest is drained so that the child never blocks. */
async function address(stdout: ReadableStream<Uint8Array>): Promise<string | undefined> {
  let text = ''
  const decoder = new TextDecoder()
  const reader = stdout.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return undefined
    text += decoder.decode(value, { stream: true })
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text)
    if (found) {
      void drain(reader)
      return found[0]
    }
  }
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}

function dress(running: Running, dir: string, database: string, stack: AsyncDisposableStack): App {
  const nobody = caller(running.url, null)
  let first: Promise<Caller> | undefined
  const admin = () => {
    first ??= signUpFirst(running.url)
    return first
  }
  const add = async (name: string, role: string) => {
    const email = `${name.toLowerCase()}@example.org`
    await (await admin()).post('/api/v1/auths/add', { name, email, password: PASSWORD, role })
    return signIn(running.url, email)
  }
  return {
    url: running.url,
    dir,
    database,
    fetch: (path, init) => fetch(running.url + path, init),
    nobody,
    admin,
    user: name => add(name, 'user'),
    pending: name => add(name, 'pending'),
    ...(running.kill && { kill: running.kill }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

/** Signs the first account up; a later server on the same folder signs it in. */
async function signUpFirst(url: string): Promise<Caller> {
  const ada = { name: 'Ada', email: 'ada@example.org', password: PASSWORD }
  const answer = await caller(url, null).post('/api/v1/auths/signup', ada)
  return answer.status === 200 ? caller(url, answer.body) : signIn(url, ada.email)
}

/** A caller for an account that has the password of all test accounts. */
export async function signIn(url: string, email: string, password = PASSWORD): Promise<Caller> {
  const answer = await caller(url, null).post('/api/v1/auths/signin', { email, password })
  if (answer.status !== 200)
    throw new Error(`${email} cannot sign in: ${JSON.stringify(answer.body)}`)
  return caller(url, answer.body)
}
