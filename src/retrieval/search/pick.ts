// Which of the passages that were found are given, and why the others are not.
import type { Passage, Why } from '.'

export interface Picked {
  passages: Passage[]
  left: (Passage & { why: Why })[]
}

/** Passages that are told of besides those that are given. */
const LEFT = 20

/** The first `k` that are good enough and no repetition of a better one. */
export function pick(found: Passage[], k: number, threshold: number): Picked {
  const passages: Passage[] = []
  const left: Picked['left'] = []
  for (const passage of found) {
    const why = reason(passage, passages, k, threshold)
    if (why === undefined) passages.push(passage)
    else if (left.length < LEFT) left.push({ ...passage, why })
  }
  return { passages, left }
}

function reason(passage: Passage, given: Passage[], k: number, threshold: number): Why | undefined {
  if (passage.score < threshold) return 'threshold'
  if (given.some(other => repeats(passage, other))) return 'duplicate'
  return given.length >= k ? 'rank' : undefined
}

/** The same words, or more than half of it in a neighbour that it overlaps. */
function repeats(passage: Passage, other: Passage): boolean {
  if (bare(passage.text) === bare(other.text)) return true
  if (passage.file_id !== other.file_id) return false
  const shared = Math.min(passage.stop, other.stop) - Math.max(passage.start, other.start)
  return shared * 2 > passage.stop - passage.start
}

const bare = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase()
