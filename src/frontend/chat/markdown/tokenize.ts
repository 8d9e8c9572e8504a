// Colours code, line by line. Runs in a worker, since compiling a grammar can take half a second.
import { createCssVariablesTheme, createHighlighterCore, type GrammarState } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { languages } from './languages'

/** A piece of a line and the name of its colour ('' for none). */
export type Piece = [text: string, colour: string]

/** Lines of a code block from line `start` on; with `open` the last one may still grow. */
export interface Ask {
  id: number
  language: string
  start: number
  lines: string[]
  open: boolean
}

export interface Answer {
  id: number
  start: number
  lines: Piece[][]
}

export type Request = Ask | { id: number; end: true }

const THEME = 'hearth'
const LONGEST_LINE = 2000

/** Takes requests and posts answers; keeps the grammar's state of each block until it ends. */
export const listen = (post: (answer: Answer) => void): ((request: Request) => void) => {
  const states = new Map<number, GrammarState | undefined>()
  let queue: Promise<void> = Promise.resolve()
  const work = async (ask: Ask) => {
    const colour = await colourist(ask.language)
    if (!colour) return
    let state = ask.start === 0 ? undefined : states.get(ask.id)
    const lines: Piece[][] = []
    ask.lines.forEach((line, i) => {
      const [pieces, next] = colour(line, state)
      lines.push(pieces)
      if (!ask.open || i < ask.lines.length - 1) state = next
    })
    states.set(ask.id, state)
    post({ id: ask.id, start: ask.start, lines })
  }
  return request => {
    if ('end' in request) states.delete(request.id)
    else queue = queue.then(() => work(request)).catch(() => undefined)
  }
}

type Colour = (line: string, state: GrammarState | undefined) => [Piece[], GrammarState | undefined]

const highlighter = createHighlighterCore({
  themes: [createCssVariablesTheme({ name: THEME, fontStyle: false })],
  langs: [],
  engine: createJavaScriptRegexEngine({ forgiving: true }),
})

const loaded = new Map<string, Promise<Colour | undefined>>()

const colourist = (language: string): Promise<Colour | undefined> => {
  const known = loaded.get(language) ?? load(language)
  loaded.set(language, known)
  return known
}

const load = async (language: string): Promise<Colour | undefined> => {
  const grammar = languages[language]
  if (!grammar) return undefined
  const [core, module] = await Promise.all([highlighter, grammar()])
  await core.loadLanguage(module.default)
  const lang = module.default.at(-1)?.name ?? language
  return (line, state) => {
    if (line.length > LONGEST_LINE) return [[[line, '']], state]
    const options = { lang, theme: THEME, ...(state ? { grammarState: state } : {}) }
    const tokens = core.codeToTokensBase(line, options)
    return [(tokens[0] ?? []).map(piece), core.getLastGrammarState(tokens)]
  }
}

/** `var(--shiki-token-keyword)` becomes `keyword`. */
const piece = (token: { content: string; color?: string }): Piece => {
  const colour = /-token-([a-z-]+)/.exec(token.color ?? '')?.[1] ?? ''
  return [token.content, colour]
}
