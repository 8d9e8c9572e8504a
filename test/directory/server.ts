// A directory of ours that plays parts: it can be slow, cut the line, lie, and speak raw bytes.
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { createSecureContext, TLSSocket } from 'node:tls'
import { BerReader, BerWriter, BindRequest, type Message, SearchRequest } from 'ldapts'

const SEQUENCE = 0x30
const BIND = 0x60
const UNBIND = 0x42
const SEARCH = 0x63
const EXTENDED = 0x77
const CODES = { success: 0, invalidCredentials: 49, insufficientAccess: 50 } as const

export type Entry = { dn: string } & Record<string, string | Buffer | (string | Buffer)[]>

/** What comes in, in words. */
export interface Asked {
  op: 'bind' | 'search' | 'starttls'
  /** Of a bind: whose it is; of a search: where. */
  dn: string
  password?: string
  filter?: string
  attributes?: string[]
  secure: boolean
}

export interface Script {
  /** What any search finds whose filter an entry fits; `'all'` shows every entry to every search. */
  entries?: Entry[]
  finds?: 'fitting' | 'all'
  /** Passwords by name; anybody else is refused. */
  passwords?: Record<string, string>
  /** Speaks TLS from the first byte, agrees to StartTLS, or neither. */
  encryption?: 'tls' | 'starttls'
  /** Which certificate it shows. */
  certificate?: 'localhost' | 'other'
  /** Raw bytes in place of an answer; `'silence'` never answers, `'hang up'` closes. */
  instead?: (asked: Asked, id: number) => Buffer | 'silence' | 'hang up' | undefined
  /** Bytes sent in clear right behind the agreement to StartTLS. */
  smuggled?: Buffer
}

export interface DirectoryServer extends AsyncDisposable {
  port: number
  asked: Asked[]
  /** Connections that have been made, and those still open. */
  visits: { made: number; open: number }
}

export const certificate = (name: 'ca' | 'localhost' | 'other'): string =>
  join(import.meta.dir, 'certificates', `${name}.pem`)

/** Starts it on a port of the system's choice. */
export async function openDirectory(script: Script = {}): Promise<DirectoryServer> {
  const asked: Asked[] = []
  const visits = { made: 0, open: 0 }
  const sockets = new Set<Socket>()
  const pem = await Bun.file(certificate(script.certificate ?? 'localhost')).text()
  const context = createSecureContext({ key: pem, cert: pem })
  const server = createServer(socket => {
    visits.made++
    visits.open++
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => visits.open--)
    const talk = { script, asked, context }
    if (script.encryption === 'tls') converse(secured(socket, context), true, talk)
    else converse(socket, false, talk)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    asked,
    visits,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

interface Talk {
  script: Script
  asked: Asked[]
  context: ReturnType<typeof createSecureContext>
}

function secured(socket: Socket, secureContext: Talk['context']): TLSSocket {
  const secure = new TLSSocket(socket, { isServer: true, secureContext })
  secure.on('error', () => undefined)
  return secure
}

function converse(socket: Socket, secure: boolean, talk: Talk): void {
  let bytes: Buffer = Buffer.alloc(0)
  const hear = (piece: Buffer) => {
    bytes = Buffer.concat([bytes, piece])
    // Whoever speaks TLS here where none is spoken is hung up on.
    if (bytes[0] !== SEQUENCE) return void socket.destroy()
    while (bytes.length > 0) {
      const reader = new BerReader(bytes)
      if (reader.readSequence() === null || reader.remain < reader.length) return
      const end = reader.offset + reader.length
      const id = reader.readInt() ?? 0
      const op = reader.readSequence()
      bytes = bytes.subarray(end)
      if (op === EXTENDED && !answerExtended(socket, hear, id, talk)) continue
      if (op === EXTENDED) return
      if (op === UNBIND) return void socket.end()
      answer(socket, op, id, reader, secure, talk)
    }
  }
  socket.on('data', hear)
}

/** Whether the line is encrypted from here on. */
function answerExtended(
  socket: Socket,
  hear: (piece: Buffer) => void,
  id: number,
  talk: Talk,
): boolean {
  const { script, asked, context } = talk
  const said: Asked = { op: 'starttls', dn: '', secure: false }
  asked.push(said)
  if (instead(socket, said, id, script)) return false
  const agreed = script.encryption === 'starttls'
  const agreement = result(id, 0x78, agreed ? 0 : 2)
  socket.write(Buffer.concat([agreement, script.smuggled ?? Buffer.alloc(0)]))
  if (!agreed) return false
  socket.removeListener('data', hear)
  converse(secured(socket, context), true, talk)
  return true
}

function answer(
  socket: Socket,
  op: number | null,
  id: number,
  reader: BerReader,
  secure: boolean,
  { script, asked }: Talk,
): void {
  const message = op === BIND ? new BindRequest({ messageId: id }) : searchRequest(id)
  message.parse(reader, [])
  const said = inWords(message, secure)
  asked.push(said)
  if (instead(socket, said, id, script)) return
  if (message instanceof BindRequest) {
    const right = script.passwords?.[message.dn] === message.password
    socket.write(result(id, 0x61, right ? CODES.success : CODES.invalidCredentials))
    return
  }
  if (op !== SEARCH) return
  const found = (script.entries ?? []).filter(one => script.finds === 'all' || fits(message, one))
  socket.write(Buffer.concat([...found.map(one => entry(id, one)), result(id, 0x65, 0)]))
}

const searchRequest = (messageId: number): SearchRequest =>
  new SearchRequest({ messageId, filter: undefined as never })

function inWords(message: Message, secure: boolean): Asked {
  if (message instanceof BindRequest) {
    return { op: 'bind', dn: message.dn, password: message.password, secure }
  }
  const { baseDN, filter, attributes } = message as SearchRequest
  return { op: 'search', dn: baseDN, filter: filter.toString(), attributes, secure }
}

function instead(socket: Socket, asked: Asked, id: number, script: Script): boolean {
  const played = script.instead?.(asked, id)
  if (played === undefined) return false
  if (played === 'hang up') socket.destroy()
  else if (played !== 'silence') socket.write(played)
  return true
}

function fits({ filter }: SearchRequest, { dn, ...attributes }: Entry): boolean {
  const flat = Object.entries(attributes).map(([name, value]) => [
    name.toLowerCase(),
    String([value].flat()[0]),
  ])
  return filter.matches(Object.fromEntries(flat), false)
}

/** A whole message with one operation inside. */
export function message(id: number, op: number, write: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter()
  writer.startSequence()
  writer.writeInt(id)
  writer.startSequence(op)
  write(writer)
  writer.endSequence()
  writer.endSequence()
  return Buffer.from(writer.buffer)
}

export const result = (id: number, op: number, code: number): Buffer =>
  message(id, op, writer => {
    writer.writeEnumeration(code)
    writer.writeString('')
    writer.writeString('')
  })

/** A found entry. */
export const entry = (id: number, { dn, ...attributes }: Entry): Buffer =>
  message(id, 0x64, writer => {
    writer.writeString(dn)
    writer.startSequence()
    for (const [name, value] of Object.entries(attributes)) {
      writer.startSequence()
      writer.writeString(name)
      writer.startSequence(0x31)
      for (const one of [value].flat()) writer.writeBuffer(Buffer.from(one), 0x04)
      writer.endSequence()
      writer.endSequence()
    }
    writer.endSequence()
  })
