// Token figures of an answer, in whichever words the provider gave them.
import type { Message } from '../wire'

export interface Figures {
  /** Tokens the model read and wrote. */
  read: number | undefined
  written: number | undefined
  /** Tokens written a second, where the provider timed it. */
  speed: number | undefined
}

const numberAt = (from: unknown, ...names: string[]): number | undefined => {
  if (typeof from !== 'object' || from === null) return undefined
  for (const [name, value] of Object.entries(from)) {
    if (names.includes(name) && typeof value === 'number') return value
  }
  return undefined
}

export const figuresOf = ({ usage, info }: Pick<Message, 'usage' | 'info'>): Figures => {
  const of = (...names: string[]) => numberAt(usage, ...names) ?? numberAt(info, ...names)
  const written = of('completion_tokens', 'eval_count')
  const nanoseconds = of('eval_duration')
  const speed = written && nanoseconds ? written / (nanoseconds / 1e9) : undefined
  return { read: of('prompt_tokens', 'prompt_eval_count'), written, speed }
}
