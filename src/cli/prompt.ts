// Asking a person in the terminal; secrets are not shown while they are typed.
import { CommandError } from './command'

/** Whether somebody is there to answer. */
export const canAsk = (): boolean => process.stdin.isTTY === true

const ENTER = /[\r\n]/
const ERASE = ['\u007f', '\b']
const CANCEL = ['\u0003', '\u0004']

/** A line that is not shown. The question goes to standard error, where no output is mixed with it. */
export async function askSecretly(question: string): Promise<string> {
  const { stdin, stderr } = process
  // Before the question is there: what is typed at once must neither show nor stop the command.
  stdin.setRawMode(true)
  stderr.write(question)
  try {
    return await typed(stdin)
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}

async function typed(stdin: NodeJS.ReadStream): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let line: string[] = []
  const take = (chunk: Buffer) => {
    for (const sign of chunk.toString('utf8')) {
      if (CANCEL.includes(sign)) return reject(new CommandError('Nothing was changed.'))
      if (ENTER.test(sign)) return resolve(line.join(''))
      line = ERASE.includes(sign) ? line.slice(0, -1) : [...line, sign]
    }
  }
  stdin.on('data', take)
  // Paused after the question before.
  stdin.resume()
  return promise.finally(() => stdin.off('data', take))
}

/** A line that is shown; empty at the end of the input. */
export async function ask(question: string): Promise<string> {
  process.stderr.write(question)
  for await (const line of console) return line.trim()
  return ''
}
