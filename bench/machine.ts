// Start, memory and size of the executable.
import { readFileSync, statSync } from 'node:fs'
import { document, each, picture } from './fill'
import { rounds } from './median'
import { atMost, megabytes, milliseconds, type Row } from './table'
import { BINARY, connect, folder, provide, start } from './target'

const MB = 1024 * 1024
const STARTS = 9

/** Megabytes of memory that a process holds, and the most that it ever held where the system tells. */
function resident(pid: number): { now: number; peak: number } {
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
    return { now: read('VmRSS'), peak: read('VmHWM') }
  }
  const { stdout } = Bun.spawnSync(['ps', '-o', 'rss=', '-p', String(pid)])
  return { now: Number(stdout.toString()) / 1024, peak: Number.NaN }
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

/**
 * The runtime looks for garbage once a second while memory moves, and gives its pages back some seconds later: read sooner,
 * the figure is a matter of luck (105 to 177 MB).
 */
const SETTLE_MS = 10_000
const PICTURES = 1000

async function settled(pid: number): Promise<{ now: number; peak: number }> {
  await Bun.sleep(SETTLE_MS)
  return resident(pid)
}

export async function memory(port: number): Promise<Row[]> {
  await using home = await folder()
  await using hearth = await start(home.path)
  const idle = await settled(hearth.pid)
  const server = await connect('hearth', hearth.url)
  await provide(server, port)
  await each(PICTURES, n => server.call('POST', '/api/v1/chats/new', { chat: pictured(n) }))
  const { now, peak } = await settled(hearth.pid)
  return [
    atMost('memory when idle', 100, idle.now, megabytes),
    atMost('memory ten seconds after 1,000 chats and 1,000 uploads', 150, now, megabytes),
    { what: 'most memory meanwhile', goal: '', figure: megabytes(peak) },
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
