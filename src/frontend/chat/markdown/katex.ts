// Sets formulas with KaTeX: its style and fonts come with this module, on first use.
import katex from 'katex'
import css from 'katex/dist/katex.min.css' with { type: 'text' }
import { fonts } from './fonts'

let dressed = false

/** The style sheet, with its font files under the addresses the bundler gave them. */
const dress = () => {
  if (dressed) return
  dressed = true
  const style = document.createElement('style')
  style.textContent = css.replace(
    /src:url\(fonts\/(KaTeX_[\w-]+)\.woff2\)[^;}]*/g,
    (whole, name: string) => {
      const file = fonts[name]
      return file ? `src:url(${new URL(file, import.meta.url)}) format("woff2")` : whole
    },
  )
  document.head.append(style)
}

/** Fills `target`; a formula KaTeX cannot read is shown as its source, marked as wrong. */
export const setFormula = (source: string, target: HTMLElement, displayMode: boolean): void => {
  dress()
  katex.render(source, target, {
    displayMode,
    throwOnError: false,
    errorColor: 'var(--danger)',
    strict: 'ignore',
    trust: false,
    maxExpand: 500,
    maxSize: 40,
  })
}
