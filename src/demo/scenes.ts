// What the demo model knows by heart, and the words that call it up.
import aside from './replies/aside.md' with { type: 'text' }
import code from './replies/code.md' with { type: 'text' }
import diagram from './replies/diagram.md' with { type: 'text' }
import error from './replies/error.md' with { type: 'text' }
import formula from './replies/formula.md' with { type: 'text' }
import long from './replies/long.md' with { type: 'text' }
import other from './replies/other.md' with { type: 'text' }
import picture from './replies/picture.md' with { type: 'text' }
import table from './replies/table.md' with { type: 'text' }
import thinking from './replies/thinking.md' with { type: 'text' }
import thoughts from './replies/thinking-thoughts.md' with { type: 'text' }
import welcome from './replies/welcome.md' with { type: 'text' }

export interface Scene {
  title: string
  content: string
  reasoning?: string
  /** The stream breaks off after the content. */
  breaks?: boolean
}

const scenes: [words: RegExp, scene: Scene][] = [
  [
    /\b(error|fail|failure|crash|break)\b/i,
    { title: 'An honest error', content: error, breaks: true },
  ],
  [
    /\b(think|thinking|reason|reasoning|prime|puzzle)\b/i,
    { title: 'Is 2027 prime?', content: thinking, reasoning: thoughts },
  ],
  [
    /\b(diagram|mermaid|flowchart|chart|draw)\b/i,
    { title: 'The way of a message', content: diagram },
  ],
  [
    /\b(formula|formulas|math|maths|equation|katex|interest)\b/i,
    { title: 'Saving, as a formula', content: formula },
  ],
  [/\b(table|compare|comparison|tea)\b/i, { title: 'A brewing table', content: table }],
  [
    /\b(code|function|program|typescript|python|script)\b/i,
    { title: 'Many jobs, few at a time', content: code },
  ],
  [/\b(long|essay|guide|balcony|garden)\b/i, { title: 'A balcony that feeds you', content: long }],
  [
    /^\W*(hi|hello|hey|help|start|welcome|good (morning|day|evening)|what can you)\b/i,
    { title: 'A first look around', content: welcome },
  ],
]

const unknown: Scene = { title: 'A question for a real model', content: other }

/** The answer to a message. `thinks` puts thoughts before every one. */
export function sceneFor(text: string, { images = 0, thinks = false } = {}): Scene {
  const found = scenes.find(([words]) => words.test(text))?.[1] ?? unknown
  const scene = images > 0 ? { title: 'A picture', content: picture } : found
  return thinks && !scene.reasoning ? { ...scene, reasoning: aside } : scene
}

/** Prompts for an empty chat, in the contract's shape. */
export const demoSuggestions: { title: [string, string]; content: string }[] = [
  { title: ['Show me code', 'highlighted, ready to copy'], content: 'Show me some code' },
  { title: ['Draw a diagram', 'of what happens to a message'], content: 'Draw a diagram' },
  { title: ['Think it through', 'is 2027 a prime number?'], content: 'Think: is 2027 prime?' },
  { title: ['Write something long', 'and try closing the tab'], content: 'Write a long guide' },
]
