// Opens the connection to a directory: to a checked address, encrypted as asked for or not at all.
import { readFile } from 'node:fs/promises'
import { connect, isIP, type Socket } from 'node:net'
import { type ConnectionOptions, connect as connectSecurely } from 'node:tls'
import { EgressError } from '../../net/failure'
import { resolve, systemNames } from '../../net/resolve'
import type { Directory } from './directory'
import { connecting, DirectoryError } from './failure'
import { startTls } from './starttls'

type Target = Pick<Directory, 'host' | 'port' | 'encryption' | 'ca_file' | 'ciphers'>

/** More than the entries of a sign-in ever are; a directory that sends more has lost its mind. */
const MOST_BYTES = 8 * 1024 * 1024
const HOST_NAME = /^[\p{L}\p{N}._-]{1,253}$/u

/**
 * An open connection, which the signal ends. ldapts is handed this one and can open no other: left to
 * itself it would come back in clear after a cut, and send the password so. Throws `DirectoryError`.
 */
export async function dial(target: Target, signal: AbortSignal): Promise<Socket> {
  try {
    const plain = await open(await addressesOf(target), target.port, signal)
    return bounded(await encrypted(plain, target, signal), signal)
  } catch (error) {
    if (signal.aborted) throw new DirectoryError('silent', 'It took too long to answer.', error)
    throw connecting(error)
  }
}

/** The address is an admin's to choose, but for those that nobody may have Hearth call. */
async function addressesOf({ host }: Target): Promise<string[]> {
  if (isIP(host) === 0 && !HOST_NAME.test(host)) {
    throw new DirectoryError('settings', 'The host is a name such as ldap.example.org.')
  }
  const url = new URL(`ldap://${isIP(host) === 6 ? `[${host}]` : host}`)
  return resolve(url, 'admin', systemNames, []).catch(error => {
    throw error instanceof EgressError
      ? new DirectoryError('unreachable', `${error.message}.`, error)
      : error
  })
}

/** Tries the addresses in turn while nobody listens there. */
async function open(addresses: string[], port: number, signal: AbortSignal): Promise<Socket> {
  let last: unknown
  for (const host of addresses) {
    const socket = connect({ host, port })
    try {
      return await ready(socket, 'connect', signal)
    } catch (error) {
      if (signal.aborted) throw error
      last = error
    }
  }
  throw last
}

async function encrypted(socket: Socket, target: Target, signal: AbortSignal): Promise<Socket> {
  if (target.encryption === 'none') return socket
  try {
    if (target.encryption === 'starttls') await startTls(socket, signal)
    const options = { socket, ...(await trust(target)) }
    return await ready(connectSecurely(options), 'secureConnect', signal)
  } catch (error) {
    socket.destroy()
    throw error
  }
}

/** A certificate is checked against the configured host, whichever address answered. */
async function trust({ host, ca_file, ciphers }: Target): Promise<ConnectionOptions> {
  return {
    ...(isIP(host) ? { host } : { servername: host }),
    ...(ca_file && { ca: await certificates(ca_file) }),
    ...(ciphers && { ciphers }),
    minVersion: 'TLSv1.2',
  }
}

async function certificates(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(error => {
    throw new DirectoryError('settings', 'The file of certificates cannot be read.', error)
  })
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  throw new DirectoryError('settings', 'The file of certificates holds none (PEM).')
}

/** Waits for an event of a socket; an error, its end or the signal's destroys it. */
function ready<S extends Socket>(socket: S, event: string, signal: AbortSignal): Promise<S> {
  const { promise, resolve, reject } = Promise.withResolvers<S>()
  const leave = () => socket.destroy()
  const gone = () => reject(new Error('the connection was closed'))
  signal.addEventListener('abort', leave, { once: true })
  if (signal.aborted) leave()
  socket.once('error', reject)
  socket.once('close', gone)
  socket.once(event, () => resolve(socket))
  return promise.finally(() => {
    signal.removeEventListener('abort', leave)
    socket.removeListener('close', gone)
    socket.removeListener('error', reject)
    // Whatever comes after the promise has settled must not end the process.
    socket.on('error', () => undefined)
  })
}

function bounded(socket: Socket, signal: AbortSignal): Socket {
  let bytes = 0
  socket.on('data', (piece: Buffer) => {
    bytes += piece.length
    if (bytes > MOST_BYTES) socket.destroy()
  })
  signal.addEventListener('abort', () => socket.destroy(), { once: true })
  return socket
}
