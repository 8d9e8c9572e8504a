// Who stands where towards a thing: its owner, those it is shared with in each way, and everybody else.
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { openProvider, type Provider } from '../../provider'

/** `reader` and `writer` are named themselves, the `group…` ones by a group that they are in. */
export const PARTS = [
  'owner',
  'admin',
  'reader',
  'writer',
  'groupReader',
  'groupWriter',
  'formerMember',
  'stranger',
  'pending',
  'nobody',
] as const
export type Part = (typeof PARTS)[number]

export interface Cast extends AsyncDisposable {
  app: App
  provider: Provider
  people: Record<Part, Caller>
  /** The contract's object that shares a thing with the readers and the writers. */
  shared: object
}

/** All of them in one house, with a model that answers. */
export async function openCast(): Promise<Cast> {
  await using stack = new AsyncDisposableStack()
  const provider = stack.use(await openProvider({ models: ['echo'] }))
  const env = {
    ENABLE_OPENAI_API: 'true',
    OPENAI_API_BASE_URLS: provider.openai,
    ENABLE_API_DOCS: 'true',
    ENABLE_TITLE_GENERATION: 'false',
  }
  const app = stack.use(await openApp({ env }))
  const people = await gather(app)
  const { reader, writer, groupReader, groupWriter, formerMember } = people
  const admin = await app.admin()
  const readers = await group(admin, [groupReader, formerMember])
  const writers = await group(admin, [groupWriter, formerMember])
  await admin.post(`/api/v1/users/${formerMember.id}/groups`, { group_ids: [] })
  const everyone = { connection: { kind: 'openai', idx: 0 }, everyone: true }
  await admin.post('/api/v1/connections/access', everyone)
  const all = stack.move()
  return {
    app,
    provider,
    people,
    shared: {
      read: { user_ids: [reader.id], group_ids: [readers] },
      write: { user_ids: [writer.id], group_ids: [writers] },
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function gather(app: App): Promise<Record<Part, Caller>> {
  const people: Partial<Record<Part, Caller>> = {
    admin: await app.admin(),
    nobody: app.nobody,
    pending: await app.pending('Pending'),
  }
  for (const part of PARTS) people[part] ??= await app.user(part)
  return people as Record<Part, Caller>
}

async function group(admin: Caller, members: readonly Caller[]): Promise<string> {
  const { body } = await admin.post('/api/v1/groups/create', { name: 'G', description: '' })
  const form = { name: 'G', description: '', user_ids: members.map(({ id }) => id) }
  await admin.post(`/api/v1/groups/id/${body.id}/update`, form)
  return body.id
}
