// Knowledge bases of a running Hearth as the shell sees them.
import { z } from 'zod'
import { CommandError } from '../command'
import type { Remote } from './plan'
import { again } from './send'
import { Refused, type Server } from './server'

const KNOWLEDGE = '/api/v1/knowledge'

const Base = z.object({
  id: z.string(),
  name: z.string(),
  count: z.number(),
  bytes: z.number(),
  states: z.record(z.string(), z.number()),
  writes: z.boolean(),
  owns: z.boolean(),
})
export type Base = z.infer<typeof Base>

const Page = z.object({ data: z.array(Base), total: z.number() })
const LIMIT = 100

/** Every base that the key's owner may read or change, or those whose name or text has these words. */
export async function bases(server: Server, query = ''): Promise<Base[]> {
  const found: Base[] = []
  for (;;) {
    const asked = new URLSearchParams({ query, skip: `${found.length}`, limit: `${LIMIT}` })
    const { data } = await server.ask(Page, `${KNOWLEDGE}/search?${asked}`)
    found.push(...data)
    if (data.length < LIMIT) return found
  }
}

/** The base of this name or id that may be changed, if there is one; throws when it is not clear which. */
export async function baseNamed(server: Server, name: string): Promise<Base | undefined> {
  const all = await bases(server)
  const named = all.filter(base => base.id === name || base.name === name)
  const fit = named.filter(({ writes }) => writes)
  if (fit.length > 1) {
    const ids = fit.map(({ id }) => id).join(', ')
    throw new CommandError(`Several knowledge bases are called ${name}. Name one by its id: ${ids}`)
  }
  if (fit.length === 0 && named.length > 0)
    throw new CommandError(`You may read the knowledge base ${name}, but not change it.`)
  return fit[0]
}

const Made = z.object({ id: z.string() })

/** Makes a base that is its owner's alone; gives its id. */
export async function make(server: Server, name: string): Promise<string> {
  const json = { name, description: '', access_control: {} }
  try {
    return (await server.ask(Made, `${KNOWLEDGE}/create`, { method: 'POST', json })).id
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 401) throw error
    throw new CommandError(
      `There is no knowledge base ${name} that you may change, and you may not make one.`,
    )
  }
}

const File = z.object({
  id: z.string(),
  path: z.string(),
  filename: z.string(),
  sha256: z.string(),
  state: z.string(),
  error: z.string().nullable(),
})
export type File = z.infer<typeof File>

const Files = z.object({ data: z.array(File), total: z.number() })
const FILES = 500

/** The files of a base, or those in one state. */
export async function filesOf(server: Server, id: string, state?: string): Promise<File[]> {
  const found = new Map<string, File>()
  for (let skip = 0; ; skip += FILES) {
    const asked = new URLSearchParams({ skip: `${skip}`, limit: `${FILES}`, sort: 'added' })
    if (state) asked.set('state', state)
    const { data } = await server.ask(Files, `${KNOWLEDGE}/${id}/files?${asked}`)
    for (const file of data) found.set(file.id, file)
    if (data.length < FILES) return [...found.values()]
  }
}

const Added = z.object({ added: z.array(z.string()) })
const AT_ONCE = 500

/** Puts files into a base, each at its path. */
export async function add(server: Server, id: string, files: { file_id: string; path: string }[]) {
  const path = `${KNOWLEDGE}/${id}/files/add`
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const json = { files: files.slice(at, at + AT_ONCE) }
    await again(() => server.ask(Added, path, { method: 'POST', json }), NEVER)
  }
}

/** Takes files out of a base; Hearth deletes those that nothing else holds. */
export async function remove(server: Server, id: string, files: Remote[]): Promise<void> {
  const path = `${KNOWLEDGE}/${id}/files/remove`
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const json = { file_ids: files.slice(at, at + AT_ONCE).map(file => file.id) }
    await again(() => server.ask(z.unknown(), path, { method: 'POST', json }), NEVER)
  }
}

const NEVER = new AbortController().signal
