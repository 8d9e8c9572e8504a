// What is new, in the contract's form, from the list that comes with Hearth.
import list from './changelog.md' with { type: 'text' }

interface Entry {
  title: string
  content: string
  /** The same as HTML. */
  raw: string
}

export type Changelog = Record<string, { date: string; [section: string]: string | Entry[] }>

/** How many versions are told of, the newest first. */
const NEWEST = 5

/** `## VERSION - DATE`, below it `### Section`, below that `- title: content`. */
export function changelog(text: string = list): Changelog {
  return Object.fromEntries(
    text
      .split(/^## /m)
      .slice(1, NEWEST + 1)
      .map(release),
  )
}

function release(text: string): [string, Changelog[string]] {
  const [head = '', ...sections] = text.split(/^### /m)
  const [version = '', date = ''] = head.trim().split(' - ')
  return [version, { date, ...Object.fromEntries(sections.map(section)) }]
}

function section(text: string): [string, Entry[]] {
  const [name = '', ...lines] = text.trim().split('\n')
  const items = lines.filter(line => line.startsWith('- ')).map(line => line.slice(2))
  return [name.toLowerCase(), items.map(entry)]
}

function entry(text: string): Entry {
  const [title = '', ...rest] = text.split(': ')
  return { title, content: rest.join(': '), raw: `<li>${Bun.escapeHTML(text)}</li>` }
}
