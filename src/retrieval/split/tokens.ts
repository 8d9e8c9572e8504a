// The length of texts in tokens of cl100k_base.
import { Tiktoken } from 'js-tiktoken/lite'
import ranks from 'js-tiktoken/ranks/cl100k_base'
import { Recent } from '../../utils/recent'
import type { Ruler } from './ruler'

/**
 * The tokenizer cuts texts at words first, so that words are counted one by one. Longer runs without
 * a blank are counted in parts: it takes the square of their length.
 */
const WORD = /\s{0,48}\S{1,48}|\s{1,48}/uy
const REMEMBERED = 20_000

let made: Tiktoken | undefined
const lengths = new Recent<string, number>(REMEMBERED)

export function tokens(content: string, size: number, overlap: number): Ruler {
  // The words of the passage at hand: where each ends, and how many tokens there are up to there.
  let ends: number[] = []
  let sums: number[] = []
  return {
    reach(at) {
      ends = []
      sums = []
      let sum = 0
      WORD.lastIndex = at
      for (let word = WORD.exec(content); word; word = WORD.exec(content)) {
        sum += length(word[0])
        if (sum > size && ends.length > 0) break
        ends.push(WORD.lastIndex)
        sums.push(sum)
      }
      return ends.at(-1) ?? at + 1
    },
    back(_at, stop) {
      const last = ends.findLastIndex(end => end <= stop)
      const most = (sums[last] ?? 0) - overlap
      const first = sums.findIndex(sum => sum >= most)
      return Math.min(ends[first] ?? stop, stop)
    },
  }
}

function length(word: string): number {
  const known = lengths.get(word)
  if (known !== undefined) return known
  made ??= new Tiktoken(ranks)
  const count = made.encode(word, [], []).length
  lengths.set(word, count)
  return count
}
