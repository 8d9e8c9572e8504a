// hearth extract: what a running Hearth starts to read one document; not for people.
import { readOne } from '../retrieval/extract/process'
import type { Command } from './command'

export const extract: Command = {
  usage: '',
  summary: 'reads the document on standard input for a running Hearth',
  async run() {
    await readOne()
    return 0
  },
}
