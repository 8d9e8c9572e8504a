// A client of /ws that remembers what it heard, for tests.

export interface Heard {
  type: string
  [key: string]: unknown
}

export interface Closed {
  code: number
  reason: string
}

export interface Line extends Disposable {
  /** Everything that came, in order. */
  heard: Heard[]
  closed: Promise<Closed>
  /** The next event of that type that was not taken yet; fails when the line closes first. */
  next(type: string): Promise<Heard>
  say(message: unknown): void
  /** Sends the frame as it is. */
  raw(frame: string | Uint8Array<ArrayBuffer>): void
  /** Waits until everything said so far was answered. */
  settle(): Promise<void>
}

/** Opens a line; `token` is said in the first message, `headers` go with the upgrade. */
export async function dial(
  url: string,
  { token, headers = {} }: { token?: string; headers?: Record<string, string> } = {},
): Promise<Line> {
  // Bun takes headers here; the DOM's types do not know it.
  const address = `${url.replace('http', 'ws')}/ws`
  const socket = Reflect.construct(WebSocket, [address, { headers }]) as WebSocket
  const { heard, next, closed } = listen(socket)
  const opened = new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve()
    socket.onerror = () => reject(new Error('The line did not open'))
  })
  await opened
  const say = (message: unknown) => socket.send(JSON.stringify(message))
  if (token !== undefined) say({ type: 'auth', token })
  return {
    heard,
    closed,
    next,
    say,
    raw: frame => socket.send(frame),
    async settle() {
      say({ type: 'ping' })
      await next('pong')
    },
    [Symbol.dispose]: () => socket.close(),
  }
}

/** A line on which somebody sits, past the greeting. */
export async function sit(url: string, token: string): Promise<Line> {
  const line = await dial(url, { token })
  await line.next('hello')
  await line.next('usage')
  return line
}

/** Waits until so many people are told of, on either door; the same count may be told again before. */
export async function counted(
  who: { next(event: string): Promise<unknown> },
  count: number,
): Promise<void> {
  let told: unknown
  do told = ((await who.next('user-count')) as { count: number }).count
  while (told !== count)
}

function listen(socket: WebSocket) {
  const heard: Heard[] = []
  const taken = new Set<Heard>()
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const goon of [...waiting]) goon()
    waiting.clear()
  }
  let over: Closed | undefined
  const closed = new Promise<Closed>(resolve => {
    socket.onclose = ({ code, reason }) => {
      over = { code, reason }
      resolve(over)
      wake()
    }
  })
  socket.onmessage = ({ data }) => {
    heard.push(JSON.parse(String(data)))
    wake()
  }
  const next = async (type: string): Promise<Heard> => {
    for (;;) {
      const found = heard.find(event => event.type === type && !taken.has(event))
      if (found) {
        taken.add(found)
        return found
      }
      if (over) throw new Error(`Closed with ${over.code} ${over.reason} before ${type} came`)
      await new Promise<void>(resolve => waiting.add(resolve))
    }
  }
  return { heard, closed, next }
}
