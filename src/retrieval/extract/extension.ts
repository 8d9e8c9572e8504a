// Names of files by their ending.

/** The letters after the last dot, in lower case. */
export const extension = (name: string): string =>
  /\.([A-Za-z0-9]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? ''

const SOURCE = new Set(
  `go py java sh bat ps1 cmd js ts css cpp hpp h c cs sql log ini pl pm r dart dockerfile env php hs
  hsc lua nginxconf conf m mm plsql perl rb rs db2 scala bash swift vue svelte ex exs erl tsx jsx lhs
  txt md markdown json jsonl yaml yml toml csv tsv rst tex`.split(/\s+/),
)

/** Whether a name says that the file is text, or code. */
export const isSource = (name: string): boolean => SOURCE.has(extension(name))
