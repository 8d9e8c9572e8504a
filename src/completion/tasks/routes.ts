// Small jobs that clients let a model do beside a chat (contract completions.md 9.4).
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { Refusal } from '../../utils/refusal'
import { checkChat } from '../ask'
import { departure, type Server } from '../depart'
import { asEvents } from '../emit'
import { type Call, stream } from '../provider'
import { type Job as Name, promptFor, type Subject } from './prompt'
import { AboutMessages, AboutPrompt, Continuation, Merge, Queries } from './schema'
import { type Job, jobBody, jobCall, perform, taskModel } from './task'

const BIG = { is: 'verified', body: 'document' } as const
const TITLE_TOKENS = 50
const EMOJI_TOKENS = 4

export const tasks = (house: House) =>
  new Elysia({ prefix: '/api/task' })
    .use(guard(house))
    .post('/title/completions', context => title(house, context), {
      role: BIG,
      body: AboutMessages,
    })
    .post('/tags/completions', context => tags(house, context), { role: BIG, body: AboutMessages })
    .post('/queries/completions', context => queries(house, context), {
      role: BIG,
      body: Queries,
    })
    .post('/auto/completions', context => auto(house, context), { role: BIG, body: Continuation })
    .post('/emoji/completions', context => emoji(house, context), {
      role: BIG,
      body: AboutPrompt,
    })
    .post('/moa/completions', context => merge(house, context), { role: BIG, body: Merge })

interface Context<B> {
  me: Principal
  body: B
  request: Request
  server: Server
}

type Asked = { model: string; chat_id?: string | null | undefined }

/** Off is no error for titles and tags: old clients ask anyway. */
const off = (job: string) => ({ detail: `${job} generation is disabled` })

async function title(house: House, context: Context<typeof AboutMessages._output>) {
  if (!house.config.get('task.title.enable')) return off('Title')
  const template = house.config.get('task.title.prompt_template')
  return answer(house, context, 'title', template, TITLE_TOKENS)
}

async function tags(house: House, context: Context<typeof AboutMessages._output>) {
  if (!house.config.get('task.tags.enable')) return off('Tags')
  return answer(house, context, 'tags', house.config.get('task.tags.prompt_template'))
}

async function queries(house: House, context: Context<typeof Queries._output>) {
  const { type } = context.body
  const { config } = house
  if (type === 'web_search' && !config.get('task.query.search.enable')) {
    throw new Refusal(400, 'Search query generation is disabled')
  }
  if (type === 'retrieval' && !config.get('task.query.retrieval.enable')) {
    throw new Refusal(400, 'Query generation is disabled')
  }
  const { prompt: _, ...body } = context.body
  return answer(house, { ...context, body }, 'queries', config.get('task.query.prompt_template'))
}

async function auto(house: House, context: Context<typeof Continuation._output>) {
  const { config } = house
  if (!config.get('task.autocomplete.enable')) {
    throw new Refusal(400, 'Autocompletion generation is disabled')
  }
  const most = config.get('task.autocomplete.input_max_length')
  if (most > 0 && context.body.prompt.length > most) {
    throw new Refusal(400, `Input prompt exceeds maximum length of ${most}`)
  }
  return answer(house, context, 'auto', config.get('task.autocomplete.prompt_template'))
}

const emoji = (house: House, context: Context<typeof AboutPrompt._output>) =>
  answer(house, context, 'emoji', '', EMOJI_TOKENS)

async function merge(house: House, context: Context<typeof Merge._output>) {
  if (!context.body.stream) return answer(house, context, 'moa', '')
  const { call, job, ending } = await begin(house, context, 'moa', '')
  return asEvents(await stream(jobCall(call), jobBody(job)), ending)
}

async function answer(
  house: House,
  context: Context<Asked & Omit<Subject, 'user'>>,
  name: Name,
  template: string,
  limit?: number,
) {
  const { call, job } = await begin(house, context, name, template)
  return perform(call, limit === undefined ? job : { ...job, limit })
}

async function begin(
  house: House,
  { me, body, request, server }: Context<Asked & Omit<Subject, 'user'>>,
  name: Name,
  template: string,
) {
  await checkChat(house, me, body.chat_id ?? null)
  const found = await taskModel(house, me, body.model)
  const ending = departure(request, server)
  const call: Call = { house, me, found, ending }
  const job: Job = { prompt: promptFor(name, template, { ...body, user: me.user }) }
  return { call, job, ending }
}
