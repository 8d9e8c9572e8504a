// What a model is told for a reply: the messages on the way to it, with their images.
import type { House } from '../../config/house'
import { withoutThoughts } from '../../utils/thoughts'
import { visible } from '../../webui/chats/images'
import * as Messages from '../../webui/chats/messages'
import type { MessageRow } from '../../webui/chats/table'
import type { FoundModel } from '../models'
import { ollamaOptions, openaiParams } from '../params'
import { fill, type Person, surroundings } from '../placeholders'
import type { Fields } from '../prepare'
import { type Said, withSystem } from '../system'

export interface About {
  chat_id: string
  found: FoundModel
  user: Person
  params: Fields
}

/** A thread in OpenAI's words. */
export async function conversation(
  house: House,
  { chat_id, found }: About,
  rows: MessageRow[],
): Promise<Said[]> {
  const sees = Object(found.row?.meta.capabilities).vision !== false
  const told: Said[] = []
  for (const row of rows) {
    const said =
      row.role === 'user'
        ? await question(house, chat_id, row, sees)
        : remembered(row, row === rows.at(-1))
    if (said) told.push(said)
  }
  return told
}

/** The request, before the model's row has its say. */
export function request({ found, user, params }: About, messages: Said[]): Fields {
  const { system } = params
  const headed =
    typeof system === 'string' && system.trim()
      ? withSystem(fill(system, surroundings(user)), messages)
      : messages
  const said =
    found.connection.kind === 'ollama' ? { options: ollamaOptions(params) } : openaiParams(params)
  return { ...said, messages: headed }
}

async function question(
  house: House,
  chat_id: string,
  row: MessageRow,
  sees: boolean,
): Promise<Said> {
  const data = sees ? await visible(house, chat_id, row.data) : row.data
  const text = row.content || Messages.textOf(row).text
  const urls = sees ? imagesIn(data) : []
  if (urls.length === 0) return { role: 'user', content: text }
  const images = urls.map(url => ({ type: 'image_url', image_url: { url } }))
  return { role: 'user', content: text ? [{ type: 'text', text }, ...images] : images }
}

/** Only what a provider can open: a link of ours means nothing to it. */
const OPEN = /^(data:image\/|https?:\/\/)/

function imagesIn({ files, content }: Fields): string[] {
  const attached = listOf(files)
    .filter(({ type }) => type === 'image')
    .map(({ url }) => url)
  const inside = listOf(content)
    .filter(({ type }) => type === 'image_url')
    .map(({ image_url }) => Object(image_url).url ?? image_url)
  return [...attached, ...inside].filter(
    (url): url is string => typeof url === 'string' && OPEN.test(url),
  )
}

const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(Object) : [])

/**
 * Thoughts are for people: a model gets its own words back without them, and nothing for nothing.
 * The last of its words, which it is to go on with, it gets as they are.
 */
function remembered(row: MessageRow, isLast: boolean): Said | undefined {
  const text = row.content || Messages.textOf(row).text
  const content = isLast ? text : withoutThoughts(text)
  return content === '' ? undefined : { role: row.role, content }
}
