// Engine.IO over bare polling, packet by packet, for tests.

const PATH = '/ws/socket.io/?EIO=4&transport=polling'

export interface Poll {
  sid: string
  /** What the open packet says. */
  open: Record<string, unknown>
  /** Sends packets as they are; gives the status. */
  post(body: string | Uint8Array<ArrayBuffer>): Promise<number>
  /** Waits for packets: those of one answer. */
  get(): Promise<string[]>
  status(): Promise<number>
}

/** Shakes hands, and no more. */
export async function poll(url: string, headers: Record<string, string> = {}): Promise<Poll> {
  const response = await fetch(url + PATH, { headers })
  const text = await response.text()
  if (!text.startsWith('0')) throw new Error(`No handshake: ${response.status} ${text}`)
  const open = JSON.parse(text.slice(1)) as { sid: string }
  const session = `${url}${PATH}&sid=${open.sid}`
  return {
    sid: open.sid,
    open,
    post: async body => (await fetch(session, { method: 'POST', body, headers })).status,
    get: async () => (await (await fetch(session, { headers })).text()).split('\x1e'),
    status: async () => (await fetch(session, { headers })).status,
  }
}
