// A server under measurement: the compiled Hearth, or another one that speaks the same API.
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const BINARY = resolve(process.env.HEARTH_BINARY ?? 'dist/hearth')

export interface Target {
  name: string
  url: string
  token: string
  /** Calls the API with the token; throws on anything but 200. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>
  /** A whole request as it goes over the wire. */
  raw(method: string, path: string, body?: unknown): string
}

const WHO = { name: 'Bench', email: 'bench@example.org', password: 'measures twice, cuts once' }

/** Signs up at a server, or in where that account exists. */
export async function connect(name: string, url: string, known?: string): Promise<Target> {
  const nobody = target(name, url, '')
  const enter = (way: string) => nobody.call<{ token: string }>('POST', `/api/v1/auths/${way}`, WHO)
  const token = known ?? (await enter('signup').catch(() => enter('signin'))).token
  return target(name, url, token)
}

function target(name: string, url: string, token: string): Target {
  const { host } = new URL(url)
  return {
    name,
    url,
    token,
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const answer = await fetch(url + path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as T
    },
    raw(method, path, body) {
      const text = body === undefined ? '' : JSON.stringify(body)
      const about = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n`
      return (
        `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n` +
        `Accept: */*\r\n${text && about}\r\n${text}`
      )
    },
  }
}

/** Points a server at the scripted provider, by the API. */
export async function provide(server: Target, port: number): Promise<void> {
  await server.call('POST', '/openai/config/update', {
    ENABLE_OPENAI_API: true,
    OPENAI_API_BASE_URLS: [`http://127.0.0.1:${port}/v1`],
    OPENAI_API_KEYS: ['bench'],
    OPENAI_API_CONFIGS: {},
  })
}

export interface Process extends AsyncDisposable {
  url: string
  pid: number
  /** From the start of the process to its first answer on /health, in milliseconds. */
  started: number
}

/** A folder that goes with its scope. */
export async function folder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'hearth-bench-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** Starts the executable in a folder. Throws when it was not built. */
export async function start(dir: string): Promise<Process> {
  if (!existsSync(BINARY)) throw new Error(`There is no ${BINARY}. Run npm run build first.`)
  const port = freePort()
  const url = `http://127.0.0.1:${port}`
  const began = performance.now()
  const child = Bun.spawn([BINARY], {
    cwd: dir,
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: String(port),
      ENABLE_OLLAMA_API: 'false',
      ENABLE_OPENAI_API: 'false',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  while (!(await fetch(`${url}/health`).catch(() => null))?.ok) await Bun.sleep(1)
  return {
    url,
    pid: child.pid,
    started: performance.now() - began,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await child.exited
    },
  }
}

function freePort(): number {
  const taken = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data() {} } })
  taken.stop(true)
  return taken.port
}
