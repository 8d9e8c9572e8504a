// Settings of the small jobs that models do beside a chat, and the webhook.
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import type { House } from '../../config/house'
import { TaskForm, WebhookForm } from './schema'

export const taskConfigs = (house: House) =>
  new Elysia({ prefix: '/api' })
    .use(guard(house))
    .get('/task/config', () => read(house), { role: 'verified' })
    .post('/task/config/update', ({ body }) => write(house, body), {
      role: 'admin',
      audit: 'settings.change',
      body: TaskForm,
    })
    .get('/webhook', () => ({ url: house.config.get('webhook_url') }), { role: 'admin' })
    .post('/webhook', ({ body }) => setWebhook(house, body.url), {
      role: 'admin',
      audit: 'settings.change',
      body: WebhookForm,
    })

const read = ({ config }: House): TaskForm => ({
  TASK_MODEL: config.get('task.model.default'),
  TASK_MODEL_EXTERNAL: config.get('task.model.external'),
  TITLE_GENERATION_PROMPT_TEMPLATE: config.get('task.title.prompt_template'),
  ENABLE_AUTOCOMPLETE_GENERATION: config.get('task.autocomplete.enable'),
  AUTOCOMPLETE_GENERATION_INPUT_MAX_LENGTH: config.get('task.autocomplete.input_max_length'),
  TAGS_GENERATION_PROMPT_TEMPLATE: config.get('task.tags.prompt_template'),
  ENABLE_TAGS_GENERATION: config.get('task.tags.enable'),
  ENABLE_SEARCH_QUERY_GENERATION: config.get('task.query.search.enable'),
  ENABLE_RETRIEVAL_QUERY_GENERATION: config.get('task.query.retrieval.enable'),
  QUERY_GENERATION_PROMPT_TEMPLATE: config.get('task.query.prompt_template'),
  TOOLS_FUNCTION_CALLING_PROMPT_TEMPLATE: config.get('task.tools.prompt_template'),
})

async function write(house: House, form: TaskForm): Promise<TaskForm> {
  await house.config.set({
    'task.model.default': form.TASK_MODEL ?? '',
    'task.model.external': form.TASK_MODEL_EXTERNAL ?? '',
    'task.title.prompt_template': form.TITLE_GENERATION_PROMPT_TEMPLATE,
    'task.autocomplete.enable': form.ENABLE_AUTOCOMPLETE_GENERATION,
    'task.autocomplete.input_max_length': form.AUTOCOMPLETE_GENERATION_INPUT_MAX_LENGTH,
    'task.tags.prompt_template': form.TAGS_GENERATION_PROMPT_TEMPLATE,
    'task.tags.enable': form.ENABLE_TAGS_GENERATION,
    'task.query.search.enable': form.ENABLE_SEARCH_QUERY_GENERATION,
    'task.query.retrieval.enable': form.ENABLE_RETRIEVAL_QUERY_GENERATION,
    'task.query.prompt_template': form.QUERY_GENERATION_PROMPT_TEMPLATE,
    'task.tools.prompt_template': form.TOOLS_FUNCTION_CALLING_PROMPT_TEMPLATE,
  })
  return read(house)
}

async function setWebhook({ config }: House, url: string) {
  await config.set({ webhook_url: url })
  return { url: config.get('webhook_url') }
}
