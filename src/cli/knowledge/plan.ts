// What there is to do until a knowledge base holds what a folder holds.
import { basename } from 'node:path'
import type { Local } from './folder'

/** A file of the base, as far as it matters here. */
export interface Remote {
  id: string
  path: string
  sha256: string
  state: string
}

export interface Hashed extends Local {
  sha256: string
}

export interface Plan {
  /** To be sent; `instead` is what it takes the place of. */
  send: { file: Hashed; instead: Remote | null }[]
  /** There already, under another path. */
  move: { file: Hashed; from: Remote }[]
  /** There and no longer in the folder. */
  gone: Remote[]
  /** As they were. */
  same: Remote[]
}

/** Files that have no path were added by hand, and stay out of it. */
export function planOf(local: readonly Hashed[], remote: readonly Remote[]): Plan {
  const placed = remote.filter(({ path }) => path !== '')
  const at = Map.groupBy(placed, ({ path }) => path)
  const places = new Set(local.map(({ place }) => place))
  const plan: Plan = { send: [], move: [], gone: [], same: [] }
  const loose = Map.groupBy(
    placed.filter(({ path }) => !places.has(path)),
    ({ path, sha256 }) => `${sha256} ${basename(path)}`,
  )
  for (const file of local) {
    // Two files of one path come from two that sent at the same time.
    const [there, ...more] = best(at.get(file.place) ?? [], file.sha256)
    plan.gone.push(...more)
    if (there?.sha256 === file.sha256) plan.same.push(there)
    else if (there) plan.send.push({ file, instead: there })
    else {
      const from = loose.get(`${file.sha256} ${basename(file.place)}`)?.pop()
      if (from) plan.move.push({ file, from })
      else plan.send.push({ file, instead: null })
    }
  }
  plan.gone.push(...[...loose.values()].flat())
  return plan
}

/** The ones with these bytes first. */
const best = (there: Remote[], sha256: string): Remote[] =>
  there.toSorted((a, b) => Number(b.sha256 === sha256) - Number(a.sha256 === sha256))

export const isDone = ({ send, move, gone }: Plan, prune: boolean): boolean =>
  send.length + move.length + (prune ? gone.length : 0) === 0

/** A line for each thing that is to be done, and for what stays only for want of `--prune`. */
export function* linesOf({ send, move, gone }: Plan, prune: boolean): Generator<string> {
  for (const { file, instead } of send) yield `${instead ? 'change' : 'add   '} ${file.place}`
  for (const { file, from } of move) yield `move   ${from.path} to ${file.place}`
  for (const { path } of gone)
    yield prune
      ? `remove ${path}`
      : `keep   ${path} (not in the folder any more; --prune removes it)`
}
