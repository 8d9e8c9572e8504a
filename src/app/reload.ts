// Development: the client is bundled anew on every change of its files, and open pages reload.
import { watch } from 'node:fs'
import { join } from 'node:path'

export interface Reload extends Disposable {
  /** The stream that pages listen on, or the script that listens; undefined for other paths. */
  answer(path: string): Response | undefined
}

/** The page with the script in it. */
export const withReload = (html: string): string =>
  html.replace('</body>', `<script src="${SCRIPT}"></script></body>`)

const SCRIPT = '/assets/reload.js'
const STREAM = '/assets/reload'
const SETTLE_MS = 60
/** A second opening means that the server has started anew. */
const LISTEN = `const changes = new EventSource('${STREAM}')
let opened = false
changes.onmessage = () => location.reload()
changes.onopen = () => opened ? location.reload() : (opened = true)
`

/** Watches the client's folder; `changed` is called before pages are told. */
export function watchClient(changed: () => void): Reload {
  const pages = new Set<ReadableStreamDefaultController<string>>()
  let settle: Timer | undefined
  const tell = () => {
    changed()
    for (const page of pages) page.enqueue('data: changed\n\n')
  }
  const watcher = watch(join(import.meta.dir, '../frontend'), { recursive: true }, () => {
    clearTimeout(settle)
    settle = setTimeout(tell, SETTLE_MS)
  })
  return {
    answer: path => {
      if (path === SCRIPT)
        return new Response(LISTEN, { headers: { 'content-type': 'text/javascript' } })
      return path === STREAM ? new Response(stream(pages), { headers: EVENTS }) : undefined
    },
    [Symbol.dispose]: () => {
      clearTimeout(settle)
      watcher.close()
      for (const page of pages) page.close()
    },
  }
}

const EVENTS = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }

function stream(pages: Set<ReadableStreamDefaultController<string>>): ReadableStream<string> {
  let own: ReadableStreamDefaultController<string>
  return new ReadableStream({
    start(controller) {
      own = controller
      pages.add(controller)
      controller.enqueue(': listening\n\n')
    },
    cancel: () => void pages.delete(own),
  })
}
