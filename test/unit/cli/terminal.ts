// A command of `hearth` in a terminal, with somebody who reads and types.
import { join } from 'node:path'
import { until } from '../../until'
import type { Place } from './shell'

const ROOT = join(import.meta.dir, '../../..')

export interface Typist extends AsyncDisposable {
  /** What stands on the screen. */
  screen(): string
  /** Waits for a line on the screen; the last ones may come after the end of the command. */
  line(pattern: RegExp): Promise<RegExpExecArray>
  /** Types once the screen ends with the words. */
  answer(question: string, text: string): Promise<void>
  /** The exit code. */
  ended: Promise<number>
}

export function inTerminal(
  { dir, database }: Place,
  args: string[],
  env: Record<string, string> = {},
): Typist {
  const binary = process.env.HEARTH_BINARY
  const command = binary ? [binary] : [process.execPath, join(ROOT, 'src/main.ts')]
  let seen = ''
  const child = Bun.spawn([...command, ...args], {
    cwd: dir,
    env: { PATH: process.env.PATH, DATA_DIR: dir, DATABASE_URL: database, ...env },
    terminal: {
      data(_terminal: unknown, data: Uint8Array) {
        seen += new TextDecoder().decode(data)
      },
    },
  })
  return {
    screen: () => seen,
    ended: child.exited,
    line: pattern => until(() => pattern.exec(seen)),
    async answer(question, text) {
      await until(() => seen.endsWith(question))
      child.terminal?.write(text)
    },
    async [Symbol.asyncDispose]() {
      child.kill()
      await child.exited
      child.terminal?.close()
    },
  }
}
