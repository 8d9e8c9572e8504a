// Settings of model providers and of the small tasks that models do beside a chat.
import { z } from 'zod'
import { address, type Kind, list, whole, words } from '../utils/kinds'
import { between, type Get, row, structure, text, toggle } from './row'

export const OPENAI = 'https://api.openai.com/v1'

const url = z.string()
const urls = z.array(url)
const web = address('http', 'https')

/** An empty item is OpenAI itself. */
const openaiUrls: Kind<string[]> = list(
  { ...web, parse: text => (text === '' ? OPENAI : web.parse(text)) },
  ';',
  true,
)

const HOST_OF_CONTAINER = 'http://host.docker.internal:11434'

/** `OLLAMA_API_BASE_URL`, the oldest name, ends in `/api`; `/ollama` was the word for the machine around a container. */
const ollamaUrls: Kind<string[]> = list({
  ...web,
  parse: text => (text === '/ollama' ? HOST_OF_CONTAINER : web.parse(text)?.replace(/\/api$/, '')),
})

/** What is known of a connection beside its address and key; extra keys are kept. */
const connection = z.looseObject({
  enable: z.boolean().optional(),
  prefix_id: z.string().nullish(),
  model_ids: z.array(z.string()).optional(),
  key: z.string().optional(),
})
/** By the base URL's text. */
const connections = z.record(z.string(), connection)
export type ConnectionConfig = z.infer<typeof connection>

/** The key that stands beside OpenAI's own address; other addresses never lend theirs. */
export function openaiKey(get: Get): string {
  const at = (get('openai.api_base_urls') as string[]).indexOf(OPENAI)
  return (get('openai.api_keys') as string[])[at] ?? ''
}

export const providers = {
  'openai.enable': toggle('ENABLE_OPENAI_API', true, 'Use the OpenAI-style connections.'),
  'openai.api_base_urls': row(
    'OPENAI_API_BASE_URLS OPENAI_API_BASE_URL',
    openaiUrls,
    urls,
    [OPENAI],
    'Addresses of OpenAI-style servers, divided by ";".',
  ),
  'openai.api_keys': row(
    'OPENAI_API_KEYS OPENAI_API_KEY',
    list(words, ';', true),
    urls,
    [''],
    'Their keys, in the same order.',
    { secret: true, at: 'openai.api_base_urls' },
  ),
  'openai.api_configs': structure('', connections, {}, 'More about each, by its address.'),
  'ollama.enable': toggle('ENABLE_OLLAMA_API', true, 'Use the Ollama connections.'),
  'ollama.base_urls': row(
    'OLLAMA_BASE_URLS OLLAMA_BASE_URL OLLAMA_API_BASE_URL',
    ollamaUrls,
    urls,
    ['http://localhost:11434'],
    'Addresses of Ollama servers, divided by ";".',
  ),
  'ollama.api_configs': row('', words, connections, {}, 'More about each, by its address.', {
    secret: true,
  }),
}

export const tasks = {
  'task.model.default': text('TASK_MODEL', '', 'Model for tasks when the chat uses a local one.', {
    of: 'model',
  }),
  'task.model.external': text(
    'TASK_MODEL_EXTERNAL',
    '',
    'The same when the chat uses a remote one.',
    { of: 'model' },
  ),
  'task.title.enable': toggle('ENABLE_TITLE_GENERATION', true, 'A model titles each new chat.'),
  'task.title.prompt_template': text(
    'TITLE_GENERATION_PROMPT_TEMPLATE',
    '',
    'How it is asked for a title; empty is the built-in text.',
    { of: 'lines' },
  ),
  'task.tags.enable': toggle('ENABLE_TAGS_GENERATION', true, 'A model tags each new chat.'),
  'task.tags.prompt_template': text(
    'TAGS_GENERATION_PROMPT_TEMPLATE',
    '',
    'How it is asked for tags.',
    { of: 'lines' },
  ),
  'task.query.search.enable': toggle(
    'ENABLE_SEARCH_QUERY_GENERATION',
    true,
    'A model words what to search for in the web.',
  ),
  'task.query.retrieval.enable': toggle(
    'ENABLE_RETRIEVAL_QUERY_GENERATION',
    true,
    'A model words what to look up in documents.',
  ),
  'task.query.prompt_template': text(
    'QUERY_GENERATION_PROMPT_TEMPLATE',
    '',
    'How it is asked for queries.',
    { of: 'lines' },
  ),
  'task.query.seconds': between(
    'QUERY_GENERATION_TIMEOUT',
    1,
    60,
    8,
    'Seconds it has for that; then the question itself is looked up.',
  ),
  'task.autocomplete.enable': toggle(
    'ENABLE_AUTOCOMPLETE_GENERATION',
    true,
    'A model completes what is being typed.',
  ),
  'task.autocomplete.input_max_length': row(
    'AUTOCOMPLETE_GENERATION_INPUT_MAX_LENGTH',
    whole(-1),
    z.int().min(-1),
    -1,
    'Longest text that is completed; -1 is any.',
  ),
  'task.autocomplete.prompt_template': text(
    'AUTOCOMPLETE_GENERATION_PROMPT_TEMPLATE',
    '',
    'How it is asked to complete.',
    { of: 'lines' },
  ),
}

export const tools = {
  'task.tools.prompt_template': text(
    'TOOLS_FUNCTION_CALLING_PROMPT_TEMPLATE',
    '',
    'How it is asked to choose tools.',
  ),
}
