// Start, memory and size of the executable.
import { readFileSync, statSync } from 'node:fs'
import { document, each, picture } from './fill'
import { median, rounds } from './median'
import { atMost, megabytes, milliseconds, type Row } from './table'
import { BINARY, connect, folder, provide, start } from './target'

const MB = 1024 * 1024
const STARTS = 9

/** Megabytes of memory that a process holds. */
function resident(pid: number): number {
  if (process.platform === 'linux')
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  return Number(Bun.spawnSync(['ps', '-o', 'rss=', '-p', String(pid)]).stdout.toString()) / 1024
}

/** The median start in a folder, or in a new one each time. */
async function started(dir?: string): Promise<number> {
  return rounds(STARTS, async () => {
    await using fresh = await folder()
    await using hearth = await start(dir ?? fresh.path)
    return hearth.started
  })
}

/** `full` is a folder with 10,000 chats. */
export async function starts(full: string): Promise<Row[]> {
  return [
    atMost('start to first answer, empty', 120, await started(), milliseconds),
    atMost('start to first answer, 10,000 chats', 120, await started(full), milliseconds),
  ]
}

const SETTLE_MS = 3000
const PICTURES = 1000

/** Memory is read after a pause, and the least of a few readings counts: garbage goes when it likes. */
async function settled(pid: number): Promise<number> {
  const readings: number[] = []
  for (let n = 0; n < 3; n++) {
    await Bun.sleep(SETTLE_MS / 3)
    readings.push(resident(pid))
  }
  return median(readings)
}

export async function memory(port: number): Promise<Row[]> {
  await using home = await folder()
  await using hearth = await start(home.path)
  const idle = await settled(hearth.pid)
  const server = await connect('hearth', hearth.url)
  await provide(server, port)
  await each(PICTURES, n => server.call('POST', '/api/v1/chats/new', { chat: pictured(n) }))
  return [
    atMost('memory when idle', 100, idle, megabytes),
    atMost('memory after 1,000 chats and 1,000 uploads', 150, await settled(hearth.pid), megabytes),
    atMost('size of the executable', 200, statSync(BINARY).size / MB, megabytes),
  ]
}

function pictured(n: number) {
  const chat = document(`Picture ${n}`, 2)
  const files = [{ type: 'image', url: picture(n) }]
  const messages = chat.messages.map((message, at) => (at === 0 ? { ...message, files } : message))
  chat.history.messages = Object.fromEntries(messages.map(message => [message.id, message]))
  return { ...chat, messages }
}
