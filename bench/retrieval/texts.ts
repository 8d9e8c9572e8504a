// Texts to search in, made of few words as real ones are: some often, most seldom.

const STEMS =
  'lamp keep ship wave stone tower light glass brass clock stair harbour signal storm rope'.split(
    ' ',
  )
const ENDS = ['', 's', 'er', 'ing', 'ed', 'less', 'ful', 'ward']

/** The same numbers every time. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** One word of some 30,000; the n-th is about n times as seldom as the first. */
function word(next: () => number): string {
  const rank = Math.floor(30_000 ** next())
  const stem = STEMS[rank % STEMS.length] ?? ''
  const end = ENDS[Math.floor(rank / STEMS.length) % ENDS.length] ?? ''
  return rank < 120 ? stem + end : `${stem}${rank.toString(36)}${end}`
}

export function sentence(seed: number): string {
  const next = random(seed * 7919 + 17)
  const words = Array.from({ length: 8 + Math.floor(next() * 10) }, () => word(next))
  return `The ${words.join(' ')}. `
}
