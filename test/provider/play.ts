// Sends the pieces of an answer by the script: at its pace, with its faults.
import { Gone, type Line } from './call'
import type { Gate } from './gate'
import type { Fault, Script } from './script'

export interface Answer {
  status?: number
  type: string
  /** Streams are sent piece by piece; plain answers carry their length. */
  plain?: boolean
  pieces: string[]
}

export const json = (body: unknown, status = 200): Answer => {
  const text = JSON.stringify(body)
  const half = Math.ceil(text.length / 2)
  const pieces = [text.slice(0, half), text.slice(half)]
  return { status, type: 'application/json; charset=utf-8', plain: true, pieces }
}

export const plain = (text: string, status = 200, type = 'text/plain; charset=utf-8'): Answer => ({
  status,
  type,
  plain: true,
  pieces: [text],
})

export async function play(line: Line, answer: Answer, script: Script, gate: Gate): Promise<void> {
  try {
    await perform({ line, script, gate }, answer)
  } catch (error) {
    if (!(error instanceof Gone)) throw error
  }
}

interface Stage {
  line: Line
  script: Script
  gate: Gate
}

async function perform(stage: Stage, answer: Answer): Promise<void> {
  const { line, script, gate } = stage
  const { fault } = script
  if (fault && (await beforeHeaders(line, fault))) return
  line.start(answer.status ?? 200, headersOf(answer, script), script.gzip)
  if (fault && (await insteadOfBody(line, fault, answer))) return
  for (const [index, piece] of answer.pieces.entries()) {
    if (fault && (await atPiece(stage, fault, index, piece))) return
    await pause(stage)
    await line.write(piece)
    if (script.pace === 'steps') gate.sent()
  }
  if (fault && (await atPiece(stage, fault, answer.pieces.length, ''))) return
  line.end()
}

function headersOf(answer: Answer, script: Script): Record<string, string> {
  const headers = { 'content-type': script.type ?? answer.type }
  if (!answer.plain || script.gzip || script.fault) return headers
  return { ...headers, 'content-length': String(Buffer.byteLength(answer.pieces.join(''))) }
}

async function beforeHeaders(line: Line, fault: Fault): Promise<boolean> {
  if ('hang' in fault && fault.hang === 'headers') return line.hang()
  if ('status' in fault && !('redirect' in fault)) {
    const { body, status, type, headers } = fault
    const isText = typeof body === 'string'
    line.start(status, {
      'content-type': type ?? (isText ? 'text/plain' : 'application/json'),
      ...headers,
    })
    await line.write(isText ? body : JSON.stringify(body ?? { error: { message: 'scripted' } }))
  } else if ('redirect' in fault) {
    line.start(fault.status ?? 302, { location: fault.redirect })
  } else if ('drop' in fault && fault.drop === 'headers') {
    line.drop()
    return true
  } else return false
  line.end()
  return true
}

async function insteadOfBody(line: Line, fault: Fault, answer: Answer): Promise<boolean> {
  if ('hang' in fault && fault.hang === 'body') {
    line.flush()
    return line.hang()
  }
  if ('flood' in fault) {
    const middle = answer.pieces[Math.min(1, answer.pieces.length - 1)] ?? ' '
    const block = middle.repeat(Math.max(1, Math.ceil(16_384 / middle.length)))
    while (!line.left) await line.write(block)
    return true
  }
  if ('line' in fault) return writeLongLine(line, fault.line, answer.pieces[1] ?? '')
  if ('bomb' in fault) return writeZeros(line, fault.bomb)
  return false
}

/** The second piece with its text blown up to `bytes`, never held in memory as a whole. */
async function writeLongLine(line: Line, bytes: number, piece: string): Promise<boolean> {
  const key = '"content":"'
  const at = piece.indexOf(key) + key.length
  await line.write(piece.slice(0, at))
  const block = 'x'.repeat(65_536)
  for (let sent = 0; sent < bytes; sent += block.length) await line.write(block)
  await line.write(piece.slice(at))
  line.end()
  return true
}

async function writeZeros(line: Line, bytes: number): Promise<boolean> {
  const block = new Uint8Array(65_536).fill(0x20)
  for (let sent = 0; sent < bytes; sent += block.length) await line.write(block)
  line.end()
  return true
}

async function atPiece(stage: Stage, fault: Fault, index: number, piece: string): Promise<boolean> {
  const { line } = stage
  if ('hang' in fault && fault.hang === index) return line.hang()
  if ('drop' in fault && fault.drop === index) {
    await pause(stage)
    line.drop()
    stage.gate.sent()
    return true
  }
  if ('garbage' in fault && fault.garbage === index) await line.write(garble(piece))
  return false
}

/** The first half of a piece and its line end: broken JSON in an intact frame. */
function garble(piece: string): string {
  const end = /\n*$/.exec(piece)?.[0] ?? ''
  return piece.slice(0, Math.ceil((piece.length - end.length) / 2)) + end
}

async function pause({ line, script: { pace }, gate }: Stage): Promise<void> {
  if (pace === 'steps') await gate.pass(line.call.aborted)
  else if (typeof pace === 'number') await Promise.race([Bun.sleep(pace), line.call.aborted])
}
