// hearth embed: the process in which Hearth's own embedder runs. Hearth starts it; nobody types it.
import { serveEmbedder } from '../retrieval/embed/serve'
import { type Command, CommandError } from './command'

export const embed: Command = {
  usage: '',
  summary: 'turn the texts of standard input into vectors, for Hearth itself',
  flags: { wasm: { type: 'boolean', says: 'as WebAssembly' } },
  run({ said, flags }) {
    if (!said.DATA_DIR) throw new CommandError('Say where with --data-dir.', 2)
    return serveEmbedder(said.DATA_DIR, flags.wasm === true)
  },
}
