// Measures search in documents: its quality on a test collection in BEIR format, and its speed by size.
// bun run bench:retrieval [FOLDER] [--sizes 1000,100000,1000000]
import { open } from '../src/app/open'
import { readEnv } from '../src/env'
import { pages } from './retrieval/pages'
import { quality } from './retrieval/quality'
import { speed } from './retrieval/speed'
import { print, type Row } from './table'
import { folder } from './target'

const SIZES = '1000,100000,1000000'

const asked = process.argv.slice(2)
const at = asked.indexOf('--sizes')
const sizes = (at < 0 ? SIZES : (asked.splice(at, 2)[1] ?? ''))
  .split(',')
  .filter(Boolean)
  .map(Number)
const [collection] = asked

const note = (text: string): void =>
  void process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}\n`)

/** A house in this process, on a throw-away folder; `BENCH_DATABASE_URL` names an empty database. */
async function house(stack: AsyncDisposableStack) {
  const home = stack.use(await folder())
  const env = {
    DATA_DIR: home.path,
    DATABASE_URL: process.env.BENCH_DATABASE_URL ?? `sqlite:///${home.path}/hearth.db`,
    ENABLE_OLLAMA_API: 'false',
    ENABLE_OPENAI_API: 'false',
    GLOBAL_LOG_LEVEL: 'WARNING',
  }
  const opened = stack.use(await open(readEnv(env, home.path)))
  return opened.house
}

const rows: Row[] = []
if (collection) {
  await using stack = new AsyncDisposableStack()
  rows.push(...(await quality(await house(stack), collection, note)))
}
{
  await using stack = new AsyncDisposableStack()
  rows.push(...(await pages(await house(stack), note)))
}
for (const size of sizes) {
  await using stack = new AsyncDisposableStack()
  rows.push(...(await speed(await house(stack), size, note)))
}
note('done')
print(rows)
