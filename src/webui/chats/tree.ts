// Reads the history of a document: every message in its place, or a refusal that says which is not.
import { Refusal } from '../../utils/refusal'
import type { MessageRow } from './table'

export const MAX_MESSAGES = 20_000

export type Node = Pick<
  MessageRow,
  'id' | 'parent_id' | 'role' | 'content' | 'reasoning' | 'model' | 'data'
> & {
  /** How the document says that a reply ended; never `running`, which only the server knows. */
  state: 'done' | 'stopped' | 'interrupted' | 'failed'
  /** The client has not seen the end of it. */
  unfinished: boolean
  /** Stored images that the data names. */
  files?: string[]
}

export interface Tree {
  nodes: Map<string, Node>
  /** The messages below each parent in their order; null has the roots. */
  children: Map<string | null, string[]>
  current_id: string | null
}

/** No blanks in front, no quotes, backslashes or control characters: ids are spliced into JSON. */
const ID = /^[^\s"\\\p{Cc}\p{Cs}][^"\\\p{Cc}\p{Cs}]{0,199}$/u
const STATES = ['done', 'stopped', 'interrupted', 'failed'] as const

/**
 * Reads `history.messages`. Throws 400 for unknown parents, loops, lists of children that do not fit
 * the parents, and too many messages; `loose` makes those lists anew instead.
 */
export function readTree(messages: unknown, currentId: unknown, { loose = false } = {}): Tree {
  if (messages !== undefined && !isObject(messages)) {
    throw broken('the messages of the history are no object')
  }
  const given = Object.entries(messages ?? {})
  if (given.length > MAX_MESSAGES) {
    throw new Refusal(400, `A chat may have ${MAX_MESSAGES} messages at most.`)
  }
  const nodes = new Map(given.map(([id, message]) => [id, readNode(id, message)]))
  const children = arrange(given, nodes, loose)
  if (reachable(children) !== nodes.size) throw broken('some messages are their own ancestors')
  return { nodes, children, current_id: readCurrent(currentId, nodes, loose) }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const broken = (why: string): Refusal =>
  new Refusal(400, `The messages of this chat form no tree: ${why}.`)

function readNode(key: string, message: unknown): Node {
  if (!isObject(message)) throw broken(`message ${name(key)} is no object`)
  const {
    id = key,
    parentId = null,
    childrenIds: _,
    role,
    content,
    model,
    reasoning,
    ...rest
  } = message
  if (!ID.test(key) || id !== key) throw broken(`message ${name(key)} has an id that cannot be`)
  if (parentId !== null && typeof parentId !== 'string') {
    throw broken(`message ${name(key)} has a parent that is no id`)
  }
  return {
    id: key,
    parent_id: parentId,
    role: typeof role === 'string' ? role : '',
    content: typeof content === 'string' ? content : '',
    model: typeof model === 'string' ? model : null,
    reasoning: typeof reasoning === 'string' ? reasoning : null,
    ...readState(rest, {
      // What is no text keeps its place in the data, content first (see `compose.ts`).
      ...(content !== undefined && typeof content !== 'string' && { content }),
      ...(role !== undefined && typeof role !== 'string' && { role }),
      ...(model !== undefined && typeof model !== 'string' && { model }),
      ...(reasoning !== undefined && typeof reasoning !== 'string' && { reasoning }),
    }),
  }
}

/** `state`, and `done` where it follows from the state, are made on the way out. */
function readState(
  { state, ...rest }: Record<string, unknown>,
  odd: Record<string, unknown>,
): Pick<Node, 'state' | 'unfinished' | 'data'> {
  const unfinished = state === 'running' || (state === undefined && rest.done === false)
  const known = state === 'running' ? 'interrupted' : STATES.find(word => word === state)
  if (known && known !== 'done') delete rest.done
  return { state: known ?? 'done', unfinished, data: { ...odd, ...rest } }
}

/** The children of each message: as listed where the list fits, else in the order of the document. */
function arrange(given: [string, unknown][], nodes: Map<string, Node>, loose: boolean) {
  const children = new Map<string | null, string[]>()
  for (const { id, parent_id } of nodes.values()) {
    if (parent_id !== null && !nodes.has(parent_id)) {
      throw broken(`message ${name(id)} names a parent that is not there`)
    }
    const siblings = children.get(parent_id)
    if (siblings) siblings.push(id)
    else children.set(parent_id, [id])
  }
  for (const [id, message] of loose ? [] : given) {
    const listed = (message as { childrenIds?: unknown }).childrenIds ?? null
    if (listed === null) continue
    checkListed(id, listed, children.get(id) ?? [])
    if (listed.length > 0) children.set(id, listed)
  }
  return children
}

function checkListed(id: string, listed: unknown, own: string[]): asserts listed is string[] {
  const fits =
    Array.isArray(listed) && listed.length === own.length && new Set(listed).size === own.length
  const real = new Set<unknown>(own)
  if (!fits || !listed.every(child => real.has(child))) {
    throw broken(`message ${name(id)} lists children that do not name it as their parent`)
  }
}

/** How many messages hang below the roots: all of them, unless there is a loop. */
function reachable(children: Map<string | null, string[]>): number {
  const open = [...(children.get(null) ?? [])]
  let count = 0
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    count++
    for (const child of children.get(id) ?? []) open.push(child)
  }
  return count
}

function readCurrent(currentId: unknown, nodes: Map<string, Node>, loose: boolean): string | null {
  if (currentId === undefined || currentId === null || currentId === '') return null
  if (typeof currentId === 'string' && nodes.has(currentId)) return currentId
  if (loose) return [...nodes.keys()].at(-1) ?? null
  throw broken('the current message is not among them')
}

/** An id as it may be shown. */
const name = (id: string): string => JSON.stringify(id.slice(0, 50))
