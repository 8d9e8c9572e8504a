// What accounts of role user may do unless a group says more: one setting, made by eight variables.
import { z } from 'zod'
import { unusable } from '../env/error'
import { data, flag } from '../utils/kinds'
import { row, type Said, type Source } from './row'

/** Absent is no: older trees have fewer leaves. */
const bool = z.boolean().default(false)
const type = z.object({
  workspace: z.object({ models: bool, knowledge: bool, prompts: bool, tools: bool }).prefault({}),
  chat: z.object({ file_upload: bool, delete: bool, edit: bool, temporary: bool }).prefault({}),
})
export type Permissions = z.infer<typeof type>

const initial: Permissions = {
  workspace: { models: false, knowledge: false, prompts: false, tools: false },
  chat: { file_upload: true, delete: true, edit: true, temporary: true },
}

const leaves = [
  ['USER_PERMISSIONS_WORKSPACE_MODELS_ACCESS', 'workspace', 'models'],
  ['USER_PERMISSIONS_WORKSPACE_KNOWLEDGE_ACCESS', 'workspace', 'knowledge'],
  ['USER_PERMISSIONS_WORKSPACE_PROMPTS_ACCESS', 'workspace', 'prompts'],
  ['USER_PERMISSIONS_WORKSPACE_TOOLS_ACCESS', 'workspace', 'tools'],
  ['USER_PERMISSIONS_CHAT_FILE_UPLOAD', 'chat', 'file_upload'],
  ['USER_PERMISSIONS_CHAT_DELETE', 'chat', 'delete'],
  ['USER_PERMISSIONS_CHAT_EDIT', 'chat', 'edit'],
  ['USER_PERMISSIONS_CHAT_TEMPORARY', 'chat', 'temporary'],
] as const

/** The tree with what the variables say in it; undefined when they say nothing. */
function gather(source: Source): Said | undefined {
  const tree: Record<string, Record<string, boolean>> = structuredClone(initial)
  const given = leaves.filter(([name]) => source[name]?.trim())
  for (const [name, area, leaf] of given) {
    const value = flag.parse(source[name] ?? '')
    if (value === undefined) throw unusable(name, source[name] ?? '', flag.allowed)
    tree[area] = { ...tree[area], [leaf]: value }
  }
  const text = given.map(([name]) => `${name}=${source[name]}`).join(' ')
  return given.length > 0
    ? { name: given.map(([name]) => name).join(' '), text, value: tree }
    : undefined
}

export const permissions = row(
  leaves.map(([name]) => name).join(' '),
  data,
  type,
  initial,
  'What role user may do, unless a group allows more.',
  { gather },
)
