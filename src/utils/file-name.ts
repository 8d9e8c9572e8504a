// Names of files as people gave them: for showing and for types, never for a path.

const MOST = 255

/** Control characters, and the marks that turn the direction of a text: `exe.pdf` would look like `fdp.exe`. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** The last part of a name without what cannot be seen, 255 characters at most; `file` for nothing. */
export function shownName(name: string): string {
  const last = name.toWellFormed().replace(UNSEEN, '').split(/[/\\]/).at(-1)?.trim() ?? ''
  if (/^\.*$/.test(last)) return 'file'
  if (last.length <= MOST) return last
  // The end says what it is.
  const end = /\.[\w-]{1,16}$/.exec(last)?.[0] ?? ''
  return (last.slice(0, MOST - end.length) + end).toWellFormed()
}

/** The lower-case end of a name, without its dot; '' when it has none. */
export const extension = (name: string): string =>
  /\.([^.\s]{1,16})$/.exec(name)?.[1]?.toLowerCase() ?? ''

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const OPEN = 'application/vnd.oasis.opendocument'

const TYPES: Record<string, string> = {
  txt: 'text/plain',
  log: 'text/plain',
  md: 'text/markdown',
  markdown: 'text/markdown',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  htm: 'text/html',
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  xml: 'application/xml',
  svg: 'image/svg+xml',
  json: 'application/json',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  rtf: 'application/rtf',
  eml: 'message/rfc822',
  msg: 'application/vnd.ms-outlook',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  pptx: `${OFFICE}.presentationml.presentation`,
  odt: `${OPEN}.text`,
  ods: `${OPEN}.spreadsheet`,
  odp: `${OPEN}.presentation`,
  epub: 'application/epub+zip',
  zip: 'application/zip',
}

const SOURCE =
  /^(go|py|java|sh|bat|ps1|cmd|ts|cpp|hpp|h|c|cs|sql|ini|pl|pm|r|dart|dockerfile|env|php|hs|hsc|lua|conf|m|mm|plsql|perl|rb|rs|db2|scala|bash|swift|vue|svelte|ex|exs|erl|tsx|jsx|lhs|rst|tex|toml|kt|zig)$/

/** The type that a name says; only for bytes that say nothing themselves. */
export function typeByName(name: string): string {
  const end = extension(name)
  const known = Object.hasOwn(TYPES, end) ? TYPES[end] : undefined
  return known ?? (SOURCE.test(end) ? 'text/plain' : 'application/octet-stream')
}
