// One connection of the engine: kept from flooding us and from leaving too much unread.
import { Rate, UNREAD_BYTES } from './limits'

/** The part of the engine's socket that is needed; its package does not export the type. */
export interface Conn {
  readonly transport: { readonly writable: boolean }
  on(event: 'packet' | 'flush' | 'close', listener: () => void): unknown
  on(event: 'packetCreate', listener: (packet: { data?: { length: number } }) => void): unknown
  close(): void
}

/** Closes the connection when it sends too fast or reads too slowly. */
export function bound(conn: Conn): void {
  const rate = new Rate()
  // Between two polls messages wait in memory; a websocket's unread ones are counted by Bun.
  let unread = 0
  conn.on('packet', () => {
    if (!rate.admits()) conn.close()
  })
  conn.on('flush', () => {
    unread = 0
  })
  conn.on('packetCreate', ({ data }) => {
    unread += data?.length ?? 0
    if (unread > UNREAD_BYTES && !conn.transport.writable) conn.close()
  })
}
