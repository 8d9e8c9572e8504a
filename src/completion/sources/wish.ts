// What an answer is to be founded on.
import type { Call } from '../provider'
import type { Said } from '../system'
import type { Attached } from './attach'
import type { Marks } from './prompt'
import type { Status } from './schema'

export type Tell = (
  action: Status['action'],
  description: string,
  more?: Partial<Omit<Status, 'action' | 'description'>>,
) => void

export interface Wish {
  call: Call
  messages: Said[]
  attached: Attached[]
  /** Names of what was attached and is not there any more. */
  missing: string[]
  web: boolean
  /** The chat's own parameters. */
  params?: Record<string, unknown>
  /** What was asked before, for more of the same answer. */
  queries?: string[]
  /** Short documents are given whole. */
  fitsWhole: boolean
  marks: Marks
  tell: Tell
}
