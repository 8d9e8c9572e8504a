// A running Hearth as the shell speaks to it: over HTTP, with an API key.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Env } from '../../env'
import { CommandError, type Given } from '../command'
import { askSecretly, canAsk } from '../prompt'

const PATIENCE_MS = 60_000
const EVERYWHERE = new Set(['0.0.0.0', '::'])
const LOOPBACK = /^(localhost|127\.[\d.]+|\[::1\])$/

/** What a Hearth refused, in its words. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Nobody answers, or not in time. */
export class Away extends CommandError {
  override name = 'Away'
}

export interface Server {
  url: string
  /** Gives what the shape makes of the answer. Throws `Refused`, `Away`, or a CommandError for what is no Hearth. */
  ask<T>(shape: z.ZodType<T>, path: string, init?: Ask): Promise<T>
}

export interface Ask {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  json?: unknown
  body?: BodyInit
  headers?: Record<string, string>
  signal?: AbortSignal
  patience?: number
}

/** The Hearth that flags or variables name, or the one on this machine. */
export async function serverOf({ env, flags }: Pick<Given, 'env' | 'flags'>): Promise<Server> {
  const url = addressOf(env, flags.url)
  const key = await keyOf(env, flags['key-file'])
  const { protocol, hostname } = new URL(url)
  const near = LOOPBACK.test(hostname)
  if (protocol === 'http:' && !near)
    process.stderr.write(`hearth: the key goes to ${hostname} without encryption.\n`)
  return { url, ask: (shape, path, init = {}) => ask(url, key, near, shape, path, init) }
}

function addressOf(env: Env, flag: string | boolean | undefined): string {
  const said = typeof flag === 'string' ? flag : env.HEARTH_URL
  if (!said) {
    const host = EVERYWHERE.has(env.HOST) ? '127.0.0.1' : env.HOST
    return `http://${host.includes(':') ? `[${host}]` : host}:${env.PORT}`
  }
  if (!/^https?:\/\//.test(said) || !URL.canParse(said))
    throw new CommandError(`${said} is no address. Write it like https://chat.example.org.`, 2)
  return said.replace(/\/+$/, '')
}

/** From a file (`-` is standard input), the environment, or whoever sits there: never from the arguments, which others see. */
async function keyOf(env: Env, file: string | boolean | undefined): Promise<string> {
  const key = typeof file === 'string' ? await fileOf(file) : env.HEARTH_API_KEY
  if (key) return key.trim()
  if (!canAsk())
    throw new CommandError('Set HEARTH_API_KEY, or name a file that holds the key: --key-file FILE')
  return (await askSecretly('API key (Settings, API keys): ')).trim()
}

async function fileOf(name: string): Promise<string> {
  try {
    return name === '-' ? await Bun.stdin.text() : readFileSync(name, 'utf8')
  } catch {
    throw new CommandError(`${name} cannot be read.`)
  }
}

async function ask<T>(
  url: string,
  key: string,
  near: boolean,
  shape: z.ZodType<T>,
  path: string,
  { json, patience = PATIENCE_MS, signal, headers, ...init }: Ask,
): Promise<T> {
  const late = AbortSignal.timeout(patience)
  const how: RequestInit & { proxy?: false } = {
    ...init,
    headers: {
      authorization: `Bearer ${key}`,
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    // The key is for this address alone.
    redirect: 'manual',
    signal: signal ? AbortSignal.any([signal, late]) : late,
    ...(near && { proxy: false }),
  }
  const { status, text, location } = await read(url, path, how, signal)
  if (status >= 300 && status < 400)
    throw new CommandError(`${url} sends on to ${location ?? 'another address'}. Use that one.`)
  const answer = parsed(text)
  if (status >= 400) throw new Refused(status, wordsOf(answer, status))
  const found = shape.safeParse(answer)
  if (!found.success) throw new CommandError(`What answers at ${url} is not a Hearth.`)
  return found.data
}

async function read(url: string, path: string, how: RequestInit, signal?: AbortSignal) {
  try {
    const response = await fetch(url + path, how)
    const location = response.headers.get('location')
    return { status: response.status, text: await response.text(), location }
  } catch (error) {
    signal?.throwIfAborted()
    const late = error instanceof Error && error.name === 'TimeoutError'
    throw new Away(late ? `${url} does not answer in time.` : `Nothing answers at ${url}.`)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const Fault = z.object({ detail: z.string() })

function wordsOf(answer: unknown, status: number): string {
  const told = Fault.safeParse(answer)
  return told.success ? told.data.detail : `it answers ${status}.`
}
