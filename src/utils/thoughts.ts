// Takes out of a text what a model only thought: `<think>…</think>` and its sisters.

const OPEN = /<(think|thinking|thought|reason|reasoning)>/i

/** The text without thoughts; one that never ends goes to the end. Linear in the text's length. */
export function withoutThoughts(text: string): string {
  let rest = text
  let kept = ''
  for (;;) {
    const open = OPEN.exec(rest)
    if (!open) return (kept + rest).trim()
    kept += rest.slice(0, open.index)
    const close = new RegExp(`</${open[1]}>`, 'i').exec(rest.slice(open.index))
    if (!close) return kept.trim()
    rest = rest.slice(open.index + close.index + close[0].length)
  }
}
