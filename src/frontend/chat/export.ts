// Saving a chat as a file.
import { chats } from '../api'
import { t } from '../text/index'
import type { Chat } from '../wire'
import { branch, historyOf } from './tree'

/** The chat as its file would be imported again: a list of one, images inside. */
export const exportJson = async (chat: Chat): Promise<void> => {
  const whole = await chats.readWhole(chat.id)
  download(`${fileName(chat)}.json`, JSON.stringify([whole], null, 2), 'application/json')
}

/** The branch that is shown, for reading. */
export const exportMarkdown = async (chat: Chat): Promise<void> => {
  download(`${fileName(chat)}.md`, markdownOf(chat), 'text/markdown')
}

export const markdownOf = (chat: Chat): string => {
  const parts = branch(historyOf(chat.chat)).map(({ role, modelName, model, content }) => {
    const name = role === 'user' ? t('chat.you') : (modelName ?? model ?? '')
    return `## ${name}\n\n${content.trim()}\n`
  })
  return [`# ${chat.title}\n`, ...parts].join('\n')
}

const fileName = (chat: Chat): string =>
  chat.title
    .replace(/[^\p{L}\p{N} _-]+/gu, ' ')
    .trim()
    .slice(0, 80) || chat.id

const download = (name: string, text: string, type: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
