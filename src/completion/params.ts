// What a model's row says of its parameters, brought into a request; the row wins over the caller.

type Fields = Record<string, unknown>
type Convert = (value: unknown) => unknown

const number: Convert = value => {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined
}

const whole: Convert = value => {
  const read = number(value)
  return typeof read === 'number' ? Math.trunc(read) : undefined
}

const flag: Convert = value => (typeof value === 'boolean' ? value : undefined)
const same: Convert = value => value

/** Stop words are typed into a form, where a line end is written `\n`. */
const stops: Convert = value =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string').map(unescaped) : undefined

const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  "'": "'",
}

const unescaped = (text: string): string =>
  text.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([ntr\\"']))/g, (_, long, short, one) =>
    one ? (ESCAPES[one] ?? one) : String.fromCharCode(Number.parseInt(long ?? short, 16)),
  )

const openai: Record<string, [name: string, convert: Convert]> = {
  temperature: ['temperature', number],
  top_p: ['top_p', number],
  max_tokens: ['max_tokens', whole],
  frequency_penalty: ['frequency_penalty', number],
  seed: ['seed', same],
  stop: ['stop', stops],
}

const ollama: Record<string, [name: string, convert: Convert]> = {
  temperature: ['temperature', number],
  top_p: ['top_p', number],
  seed: ['seed', same],
  max_tokens: ['num_predict', whole],
  frequency_penalty: ['repeat_penalty', number],
  stop: ['stop', stops],
  top_k: ['top_k', whole],
  min_p: ['min_p', number],
  mirostat: ['mirostat', whole],
  mirostat_eta: ['mirostat_eta', number],
  mirostat_tau: ['mirostat_tau', number],
  num_ctx: ['num_ctx', whole],
  num_batch: ['num_batch', whole],
  num_keep: ['num_keep', whole],
  repeat_last_n: ['repeat_last_n', whole],
  tfs_z: ['tfs_z', number],
  use_mmap: ['use_mmap', flag],
  use_mlock: ['use_mlock', flag],
  num_thread: ['num_thread', whole],
  num_gpu: ['num_gpu', whole],
}

/** Fields for the body of an OpenAI request; what cannot be read is left out. */
export const openaiParams = (params: Fields): Fields => pick(params, openai)

/** Fields for the `options` of an Ollama request. */
export const ollamaOptions = (params: Fields): Fields => pick(params, ollama)

function pick(params: Fields, table: typeof openai): Fields {
  const picked: Fields = {}
  for (const [key, [name, convert]] of Object.entries(table)) {
    const value = params[key] === null ? undefined : convert(params[key])
    if (value !== undefined) picked[name] = value
  }
  return picked
}
