// Unsent words, kept in this browser for each chat until they are sent.

const PREFIX = 'hearth.draft.'
const LONGEST = 100_000

/** `chatId` is '' for a new chat. */
export const readDraft = (chatId: string): string => localStorage.getItem(PREFIX + chatId) ?? ''

export const writeDraft = (chatId: string, text: string): void => {
  try {
    if (text) localStorage.setItem(PREFIX + chatId, text.slice(0, LONGEST))
    else localStorage.removeItem(PREFIX + chatId)
  } catch {
    // Storage is full or closed: the words are still in the field.
  }
}
