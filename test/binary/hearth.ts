// Runs the compiled executable as a person would: in a folder, with flags and a few variables, nothing else.
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { signIn } from '../app'
import { type Caller, caller } from '../caller'

/** The file under test. Throws when it was not built. */
export const BINARY = resolve(process.env.HEARTH_BINARY ?? 'dist/hearth')
if (!existsSync(BINARY))
  throw new Error(
    `There is no executable ${BINARY}. Run npm run build first, or set HEARTH_BINARY.`,
  )

export const PASSWORD = 'correct horse battery'

export interface Call {
  /** The working folder. */
  dir: string
  args?: string[]
  env?: Record<string, string>
  /** A command that runs the executable named after its own words. */
  before?: string[]
  /** A copy of the executable. */
  file?: string
}

export interface Ended {
  code: number
  out: string
  err: string
}

export interface Hearth extends AsyncDisposable {
  url: string
  pid: number
  /** Standard output so far. */
  output(): string
  nobody: Caller
  /** Signs the first account up. */
  admin(): Promise<Caller>
  /** Asks it to end and gives its exit code. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<number>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

/** Quick hashes, no calls to this machine's own model servers, a port of the system's choice. */
const quiet = {
  HOST: '127.0.0.1',
  PORT: '0',
  PASSWORD_HASH_MEMORY: '8',
  ENABLE_OLLAMA_API: 'false',
  ENABLE_OPENAI_API: 'false',
}

/** The variables that point Hearth at a scripted provider. */
export const connected = (provider: { openai: string }): Record<string, string> => ({
  ENABLE_OPENAI_API: 'true',
  OPENAI_API_BASE_URLS: provider.openai,
  OPENAI_API_KEYS: 'key-of-the-provider',
})

/** An empty folder that goes with its scope. */
export async function emptyFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'hearth-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

function launch(call: Call, input?: string) {
  const { dir, args = [], env = {}, before = [], file = BINARY } = call
  return Bun.spawn([...before, file, ...args], {
    cwd: dir,
    env: { PATH: process.env.PATH, HOME: dir, ...quiet, ...env },
    stdin: input === undefined ? 'ignore' : new Blob([input]),
    stdout: 'pipe',
    stderr: 'pipe',
  })
}

/** Runs a command to its end. */
export async function run(call: Call, input?: string): Promise<Ended> {
  const child = launch(call, input)
  const [code, out, err] = await Promise.all([
    child.exited,
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ])
  return { code, out, err }
}

/** Serves until disposed. Throws what it wrote when it ends before it listens. */
export async function serve(call: Call): Promise<Hearth> {
  const child = launch(call)
  const output = await listening(child)
  const url = ADDRESS.exec(output())?.[0] ?? ''
  const end = async (signal: NodeJS.Signals): Promise<number> => {
    child.kill(signal)
    return child.exited
  }
  return {
    url,
    pid: child.pid,
    output,
    nobody: caller(url, null),
    admin: () => signUp(url),
    stop: (signal = 'SIGTERM') => end(signal),
    kill: async () => void (await end('SIGKILL')),
    [Symbol.asyncDispose]: async () => void (await end('SIGKILL')),
  }
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/

/** Resolves when a line names the address; goes on reading, so that the child never blocks. */
async function listening(child: ReturnType<typeof launch>): Promise<() => string> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  let text = ''
  void (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of child.stdout) {
      text += decoder.decode(chunk, { stream: true })
      if (ADDRESS.test(text)) resolve(true)
    }
    resolve(false)
  })()
  if (!(await promise)) throw new Error(text + (await new Response(child.stderr).text()))
  return () => text
}

async function signUp(url: string): Promise<Caller> {
  const ada = { name: 'Ada', email: 'ada@example.org', password: PASSWORD }
  const answer = await caller(url, null).post('/api/v1/auths/signup', ada)
  return answer.status === 200 ? caller(url, answer.body) : signIn(url, ada.email, PASSWORD)
}
