// How well an entry of a list answers to what was typed: every word must stand in it.

/** For `Command`: 1 where the entry begins with the words, less where it holds them, 0 for neither. */
export const match = (_value: string, typed: string, words: string[] = []): number => {
  const wanted = typed.trim().toLowerCase()
  const text = words.join(' ').toLowerCase()
  if (!wanted.split(/\s+/).every(word => text.includes(word))) return 0
  return words.some(word => word.toLowerCase().startsWith(wanted)) ? 1 : 0.5
}
