// Puts passages before the model, marked as what they are: words of others, that tell it nothing to do.
import type { House } from '../../config/house'
import { defaultTemplate as rag } from '../../retrieval/template'
import type { FoundModel } from '../models'
import { fill, type Person, surroundings } from '../placeholders'
import nothing from '../prompts/nothing.txt' with { type: 'text' }
import { lastQuestion, type Said, withSystem } from '../system'
import type { Numbered } from './evidence'

/** How the model names a source: our client counts, the contract's goes by what it is called. */
export type Marks = 'number' | 'name'

/** The instruction that holds the passages. */
export function instruction(
  house: House,
  user: Person,
  messages: Said[],
  { evidence, marks, trouble }: { evidence: Numbered[]; marks: Marks; trouble: string[] },
): string {
  const context = evidence.map(one => element(one, marks)).join('\n')
  const said = fill(templateOf(house), {
    ...surroundings(user),
    CONTEXT: context,
    QUERY: lastQuestion(messages),
  })
  return [said, ...warnings(trouble)].join('\n')
}

/** What the model is told when something was looked through in vain. */
export const emptyHanded = (names: string[], trouble: string[]): string =>
  [fill(nothing, { NAMES: names.map(inert).join(', ') || '-' }), ...warnings(trouble)].join('\n')

/** The admin's template or ours. One that has no place for passages gets it at its end. */
function templateOf(house: House): string {
  const chosen = house.config.get('rag.template')
  const template = (chosen.trim() ? chosen : rag)
    .replaceAll('[context]', '{{CONTEXT}}')
    .replaceAll('[query]', '{{QUERY}}')
  if (template.includes('{{CONTEXT}}')) return template
  return `${template}\n\n<context>\n{{CONTEXT}}\n</context>`
}

/** By the name, which the contract's clients look for in the answer. */
function element({ number, source, name, page, text }: Numbered, marks: Marks): string {
  const id = marks === 'number' ? String(number) : name || source
  const place = page === null ? name : `${name}, ${page}`
  const titled = marks === 'number' ? `<source_name>${inert(place)}</source_name>` : ''
  const mark = id ? `<source_id>${inert(id)}</source_id>` : ''
  return `<source>${mark}${titled}<source_context>\n${inert(text)}\n</source_context></source>`
}

const MARKS = /<(?=\/?(?:source|source_id|source_name|source_context|context|user_query)\b)/gi

/** No passage can end itself and begin to speak as we do. */
const inert = (text: string): string => text.replace(MARKS, '&lt;')

const warnings = (trouble: string[]): string[] =>
  trouble.length === 0
    ? []
    : ['', 'Tell the person what could not be used:', ...trouble.map(line => `- ${inert(line)}`)]

/** The messages with the instruction where the contract has it. Gives a new list. */
export const instructed = (messages: Said[], text: string, found: FoundModel): Said[] =>
  found.connection.kind === 'ollama' ? beforeFirst(messages, text) : withSystem(text, messages)

function beforeFirst(messages: Said[], text: string): Said[] {
  const first = messages.findIndex(({ role }) => role === 'user')
  if (first === -1) return withSystem(text, messages)
  return messages.map((message, index) => {
    if (index !== first) return message
    const { content } = message
    if (Array.isArray(content)) {
      return { ...message, content: [{ type: 'text', text: `${text}\n` }, ...content] }
    }
    return { ...message, content: `${text}\n${content ?? ''}` }
  })
}
