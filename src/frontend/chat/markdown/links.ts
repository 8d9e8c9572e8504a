// Which addresses a model may put into its text.

const SAFE = new Set(['http:', 'https:', 'mailto:'])

/** The address if it is an absolute http(s) or mailto one, else undefined: it is shown as text. */
export const safeLink = (href: string): string | undefined => {
  const address = href.startsWith('//') ? `https:${href}` : href
  try {
    const url = new URL(address)
    return SAFE.has(url.protocol) ? url.href : undefined
  } catch {
    return undefined
  }
}

/** Images of our own files or inside the text itself; all others become links. */
export const ownImage = (href: string): boolean =>
  /^data:image\/(?:png|jpeg|gif|webp);base64,/.test(href) ||
  /^\/api\/v1\/files\/[\w-]+\/content$/.test(href)

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  times: '×',
  divide: '÷',
  plusmn: '±',
  deg: '°',
  middot: '·',
  bull: '•',
  laquo: '«',
  raquo: '»',
  larr: '←',
  rarr: '→',
  uarr: '↑',
  darr: '↓',
  harr: '↔',
  euro: '€',
  pound: '£',
  yen: '¥',
  sect: '§',
  para: '¶',
  infin: '∞',
  ne: '≠',
  le: '≤',
  ge: '≥',
  asymp: '≈',
  shy: '\u00ad',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  check: '✓',
}

/** Text with its character references (`&amp;`, `&#39;`) turned into the characters. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, replaceEntity)
    : text

const replaceEntity = (whole: string, dec?: string, hex?: string, name?: string): string => {
  if (name) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole
  const code = dec ? Number.parseInt(dec, 10) : Number.parseInt(hex ?? '', 16)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
}
