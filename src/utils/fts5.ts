// The search language of SQLite's FTS5.

/** A string of its own: nothing in it is syntax. */
export const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
