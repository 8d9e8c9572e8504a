// What a command of `hearth` is, and how it says that it cannot go on.
import type { Env, Source } from '../env'

export interface Given {
  /** Read when it is asked for, and throws EnvError then: whoever needs none is not stopped by it. */
  readonly env: Env
  /** The variables that flags of every command stand in for. */
  said: Source
  /** Words after the command's name. */
  words: string[]
  /** Flags of the command itself. */
  flags: Record<string, string | boolean | undefined>
}

export interface Flag {
  type: 'string' | 'boolean'
  short?: string
  /** What it does, in the command's help. */
  says: string
  /** What stands for its value there. */
  takes?: string
}

export interface Command {
  /** What follows the name in the help, such as `FILE`. */
  usage: string
  summary: string
  flags?: Record<string, Flag>
  /** Gives the exit code. */
  run(given: Given): Promise<number>
}

/** Ends the command with one line on standard error and a code; 2 is a wrong call. */
export class CommandError extends Error {
  override name = 'CommandError'
  readonly code: number

  constructor(message: string, code = 1) {
    super(message)
    this.code = code
  }
}

export const say = (line = ''): void => void process.stdout.write(`${line}\n`)
