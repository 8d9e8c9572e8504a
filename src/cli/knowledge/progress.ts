// How far a command is: one line that is written over in a terminal, a line now and then elsewhere.
import { say } from '../command'

export interface Progress {
  step(): void
  /** Says how many are done. */
  set(done: number): void
  end(): void
}

const EVERY_MS = 10_000

/** Counts to `total`; says nothing when that is nothing, or soon done where nobody looks. */
export function progress(verb: string, total: number): Progress {
  const terminal = process.stderr.isTTY === true
  let [done, said, at] = [0, -1, Date.now()]
  const show = (last = false) => {
    if (total === 0 || done === said) return
    const line = `${verb} ${done} of ${total}`
    if (terminal) process.stderr.write(`\r${line}${last ? '\n' : ''}`)
    else if ((last && said >= 0) || Date.now() - at > EVERY_MS) say(line)
    else return
    ;[said, at] = [done, Date.now()]
  }
  const set = (count: number) => {
    done = count
    show()
  }
  return { set, step: () => set(done + 1), end: () => show(true) }
}
