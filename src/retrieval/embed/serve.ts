// The embedder's own process: reads texts from its input, answers with vectors, ends with its input.
import { setPriority } from 'node:os'
import { readNdjson, writeNdjson } from '../../utils/ndjson'
import { type Engine, openEngine } from './engine'
import { DIMENSION } from './model'
import { meanOf } from './pool'
import { type Answer, type Hello, type Order, packVector } from './talk'
import { openTokens, type Tokens } from './tokens'

/** `folder` takes what must be written out of the executable. Gives the exit code. */
export async function serveEmbedder(folder: string, wasmOnly: boolean): Promise<number> {
  outlive()
  giveWay()
  try {
    const [{ engine, trouble }, tokens] = await Promise.all([
      openEngine(folder, wasmOnly),
      openTokens(),
    ])
    // What was read to get here is a third of the memory.
    Bun.gc(true)
    say({ engine: engine.name, trouble })
    await answerAll(engine, tokens)
    return 0
  } catch (error) {
    say({ error: error instanceof Error ? error.message : String(error) })
    return 1
  }
}

/** A signal to the whole group is for the server, which closes this process's input when it is done. */
function outlive(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
}

const LOW = 10

/** Whoever waits for a page goes before a document that is being read. */
function giveWay(): void {
  try {
    setPriority(LOW)
  } catch {
    // Not every system lets a process choose.
  }
}

async function answerAll(engine: Engine, tokens: Tokens): Promise<void> {
  for await (const line of readNdjson(Bun.stdin.stream())) {
    if ('broken' in line) throw new Error('The order is not JSON')
    const { texts } = line.value as Order
    const vectors: string[] = []
    for (const text of texts) {
      vectors.push(packVector(meanOf(await engine.run(tokens(text)), DIMENSION)))
    }
    say({ vectors })
  }
}

const say = (what: Hello | Answer): void => void process.stdout.write(writeNdjson(what))
