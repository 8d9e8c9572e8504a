// Asks a directory to go on encrypted (RFC 4511, 4.14). By hand: what came in clear must not be read
// as if it had come encrypted, and a library that reads ahead would do so.
import type { Socket } from 'node:net'
import { BerReader } from 'ldapts'
import { DirectoryError } from './failure'

/** LDAPMessage 1: ExtendedRequest 1.3.6.1.4.1.1466.20037. */
const REQUEST = Buffer.from('301d02010177188016312e332e362e312e342e312e313436362e3230303337', 'hex')
const EXTENDED_RESPONSE = 0x78
const MOST_BYTES = 64 * 1024

/** Resolves when the directory agreed and said nothing else. Throws `DirectoryError`. */
export async function startTls(socket: Socket, signal: AbortSignal): Promise<void> {
  socket.write(REQUEST)
  let bytes: Buffer = Buffer.alloc(0)
  for (;;) {
    bytes = Buffer.concat([bytes, await piece(socket, signal)])
    const agreed = read(bytes)
    if (agreed === true) return
    if (agreed === false) {
      throw new DirectoryError('untrusted', 'It offers no encryption on this port (StartTLS).')
    }
  }
}

/** The next bytes; the socket stands still after them, so that none is lost to the handshake. */
function piece(socket: Socket, signal: AbortSignal): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const gone = () => reject(new Error('the connection was closed'))
  const leave = () => socket.destroy()
  signal.addEventListener('abort', leave, { once: true })
  if (signal.aborted) leave()
  socket.once('close', gone)
  socket.once('data', (bytes: Buffer) => {
    socket.pause()
    resolve(bytes)
  })
  socket.resume()
  return promise.finally(() => {
    signal.removeEventListener('abort', leave)
    socket.removeListener('close', gone)
  })
}

/** Whether the directory agreed; undefined while its answer is not whole. */
function read(bytes: Buffer): boolean | undefined {
  try {
    const reader = new BerReader(bytes)
    const whole = reader.readSequence(0x30) !== null && reader.remain >= reader.length
    if (!whole && bytes.length < MOST_BYTES) return undefined
    if (reader.remain !== reader.length) throw new Error('more than one message')
    reader.readInt()
    reader.readSequence(EXTENDED_RESPONSE)
    return reader.readEnumeration() === 0
  } catch (error) {
    throw new DirectoryError('broken', 'It does not answer as a directory does.', error)
  }
}
