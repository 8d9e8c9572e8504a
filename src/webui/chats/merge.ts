// Compares a document's messages with the rows of the chat: what to add, change and take away. Pure.
import { POSITIONS } from './messages'
import { inView, type View } from './seen'
import type { MessageRow } from './table'
import type { Node, Tree } from './tree'

/** A row as the merge reads it; `data` is JSON text. */
export type Known = Omit<MessageRow, 'chat_id' | 'data' | 'updated_at'> & { data: string }

export type Placed = Node & { position: number }

export interface Merge {
  added: Placed[]
  changed: Placed[]
  /** Messages whose words are the server's, but which hang elsewhere now. */
  moved: Pick<Placed, 'id' | 'parent_id' | 'position'>[]
  removed: string[]
  /** Rows that stay although the document lacks them: the client did not know them. */
  missed: string[]
}

/**
 * The document's messages replace the rows: the last writer wins, message by message. But
 * - what a running message says is the server's alone, and an ended one is not put back to its middle;
 * - a row that the document lacks goes only if the client had it before it (one of `views`); else it
 *   stays with the messages above it.
 * Every message of the document hangs where the document has it, and what stays hangs below messages
 * that stay, so the result is a tree again.
 */
export function merge(tree: Tree, rows: Map<string, Known>, views: View[], now: number): Merge {
  const positions = place(tree, rows, now)
  const found: Merge = { added: [], changed: [], moved: [], removed: [], missed: [] }
  for (const node of tree.nodes.values()) {
    const row = rows.get(node.id)
    const placed = { ...node, position: positions.get(node.id) ?? now * POSITIONS }
    if (!row) found.added.push(placed)
    else if (!isServers(node, row) && differs(placed, row)) found.changed.push(placed)
    else if (hangsElsewhere(placed, row)) found.moved.push(placed)
  }
  const view = choose(tree, rows, views, found.added.length + found.changed.length > 0)
  const stay = staying(tree, rows, view)
  for (const id of rows.keys()) {
    if (tree.nodes.has(id)) continue
    if (stay.has(id)) found.missed.push(id)
    else found.removed.push(id)
  }
  return found
}

/**
 * Which of the views the document was made from. Tabs without a name share theirs: one that only
 * takes away, or begins anew, has the latest view that holds the document; one that adds or edits, as
 * clients do in saves of their own, has the view from which it would take away least.
 */
function choose(
  tree: Tree,
  rows: Map<string, Known>,
  views: View[],
  writes: boolean,
): View | undefined {
  const all = [...rows.values()]
  const known = all.filter(({ id }) => tree.nodes.has(id))
  const missing = all.filter(({ id }) => !tree.nodes.has(id))
  const latestFirst = views.toReversed()
  const holds = (view: View) => known.every(row => inView(view, row))
  const whole = writes && known.length > 0 ? undefined : latestFirst.find(holds)
  const lost = (view: View) => missing.filter(row => inView(view, row)).length
  return whole ?? latestFirst.sort((a, b) => lost(a) - lost(b))[0]
}

/** Siblings rise in the document's order; rows keep their positions where these do already. */
function place(tree: Tree, rows: Map<string, Known>, now: number): Map<string, number> {
  const positions = new Map<string, number>()
  let next = now * POSITIONS
  for (const siblings of tree.children.values()) {
    let before = -1
    for (const id of siblings) {
      const wanted = rows.get(id)?.position ?? next++
      before = wanted > before ? wanted : before + 1
      positions.set(id, before)
    }
  }
  return positions
}

function isServers(node: Node, row: Known): boolean {
  if (row.state === 'running') return true
  return node.unfinished && !row.data.includes('"done":false')
}

const hangsElsewhere = (node: Placed, row: Known): boolean =>
  node.parent_id !== row.parent_id || node.position !== row.position

const differs = (node: Placed, row: Known): boolean =>
  hangsElsewhere(node, row) ||
  node.content !== row.content ||
  node.role !== row.role ||
  node.model !== row.model ||
  node.reasoning !== row.reasoning ||
  JSON.stringify(node.data) !== row.data

function staying(tree: Tree, rows: Map<string, Known>, view: View | undefined): Set<string> {
  const stay = new Set<string>()
  for (const row of rows.values()) {
    if (tree.nodes.has(row.id)) continue
    if (row.state !== 'running' && view && inView(view, row)) continue
    let above: Known | undefined = row
    while (above && !tree.nodes.has(above.id) && !stay.has(above.id)) {
      stay.add(above.id)
      above = rows.get(above.parent_id ?? '')
    }
  }
  return stay
}
