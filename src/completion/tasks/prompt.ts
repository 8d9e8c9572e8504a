// The prompts of small jobs: an admin's template or our own, filled in.

import { type Cut, excerpt, fill, type Person, part, surroundings } from '../placeholders'
import auto from '../prompts/auto.txt' with { type: 'text' }
import emoji from '../prompts/emoji.txt' with { type: 'text' }
import moa from '../prompts/moa.txt' with { type: 'text' }
import queries from '../prompts/queries.txt' with { type: 'text' }
import tags from '../prompts/tags.txt' with { type: 'text' }
import title from '../prompts/title.txt' with { type: 'text' }
import { lastQuestion, type Said, textOf } from '../system'

const own = { auto, emoji, moa, queries, tags, title }

export type Job = keyof typeof own

/** What a template may speak of. */
export interface Subject {
  user: Person
  messages?: Said[] | null
  /** The last thing the user said, unless given. */
  prompt?: string
  type?: string | null
  responses?: string[]
}

/** The prompt for a job; an empty `template` means our own. */
export function promptFor(job: Job, template: string, subject: Subject): string {
  const { user, messages, type, responses = [] } = subject
  const said = messages ?? []
  const prompt = subject.prompt ?? lastQuestion(said)
  return fill(template.trim() ? template : own[job], {
    ...surroundings(user),
    prompt: cut => excerpt(prompt, cut),
    MESSAGES: cut => script(said, cut),
    TYPE: type ?? 'general',
    responses: responses.map(text => `"""${text}"""`).join('\n\n'),
  })
}

/** Messages as `ROLE: text` lines. */
function script(messages: Said[], cut: Cut | undefined): string {
  const { head, tail } = part(messages, cut)
  return [...head, ...tail].map(said => `${said.role.toUpperCase()}: ${textOf(said)}`).join('\n')
}
