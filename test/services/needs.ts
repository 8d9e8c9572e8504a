// What the tests of this folder need of the machine. A thing that is missing is an error, never a skip.
import { openApp } from '../app'
import { openProvider, type ProviderOptions } from '../provider'

/** The interpreter that has a package. Throws, with the remedy, when it does not. */
export function python(wanted: 'openai' | 'onnxruntime'): string {
  const path = process.env.PYTHON ?? 'python3'
  const { success } = Bun.spawnSync([path, '-c', `import ${wanted}`])
  if (!success)
    throw new Error(
      `${path} has no ${wanted}. pip install openai onnxruntime tokenizers, or set PYTHON to one that has them.`,
    )
  return path
}

/** The PostgreSQL server to test on. Throws when none is named. */
export function postgres(): string {
  const url = process.env.TEST_DATABASE_URL
  if (!url)
    throw new Error('Set TEST_DATABASE_URL to a PostgreSQL server; .ci/postgres starts one.')
  return url
}

/** Hearth before a scripted provider that it reaches as OpenAI and as Ollama, and an admin's key. */
export async function openHouse(options: ProviderOptions = {}) {
  await using stack = new AsyncDisposableStack()
  const provider = stack.use(await openProvider(options))
  const env = {
    ENABLE_OPENAI_API: 'true',
    OPENAI_API_BASE_URLS: provider.openai,
    OPENAI_API_KEYS: 'key-of-the-provider',
    ENABLE_OLLAMA_API: 'true',
    OLLAMA_BASE_URLS: provider.url,
  }
  const app = stack.use(await openApp({ env }))
  const admin = await app.admin()
  const { api_key } = (await admin.post('/api/v1/auths/api_key')).body
  const moved = stack.move()
  return {
    app,
    provider,
    key: String(api_key),
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  }
}
