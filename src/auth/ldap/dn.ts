// Distinguished names (RFC 4514): read, compared, and the name of a group taken from one.

/** One step of a name: its attributes; one, unless the step is compound (`cn=a+uid=b`). */
export type Step = readonly Attribute[]
type Attribute = readonly [type: string, value: string]

const LONGEST = 4096
// Alternatives that exclude one another: linear in the length of the name.
const ATTRIBUTE = /([^=,;+\\"]+)=((?:"(?:[^"\\]|\\.)*"|[^\\,;+"]|\\.)*)([,;+]|$)/suy
const TYPE = /^([a-z][a-z0-9-]*|\d+(\.\d+)*)$/

/** The steps of a name, the entry's own first; undefined for text that is no name. */
export function parseDn(text: string): Step[] | undefined {
  if (text.length > LONGEST) return undefined
  const steps: Attribute[][] = [[]]
  ATTRIBUTE.lastIndex = 0
  for (;;) {
    const [whole, type = '', value = '', divider] = ATTRIBUTE.exec(text) ?? []
    const name = type.trim().toLowerCase()
    if (whole === undefined || !TYPE.test(name)) return undefined
    steps.at(-1)?.push([name, trimmed(value)])
    if (!divider) return steps
    if (divider !== '+') steps.push([])
  }
}

/** Blanks around a value do not belong to it, unless escaped or quoted. */
function trimmed(raw: string): string {
  const bare = raw.trim()
  if (bare.startsWith('"')) return plain(bare.slice(1, -1))
  const slashes = /\\*$/.exec(bare)?.[0].length ?? 0
  return plain(slashes % 2 === 1 ? `${bare} ` : bare)
}

const plain = (text: string): string =>
  text.replace(/((?:\\[0-9a-f]{2})+)|\\(.)/gisu, (_, bytes: string | undefined, one: string) =>
    bytes ? Buffer.from(bytes.replaceAll('\\', ''), 'hex').toString() : one,
  )

/** One spelling of a value: directories compare without regard to case, form and runs of blanks. */
export const fold = (value: string): string =>
  value.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** One spelling of a name, by which it is known again; undefined for text that is no name. */
export const normalDn = (text: string): string | undefined =>
  parseDn(text)
    ?.map(step =>
      step
        .map(([type, value]) => `${type}=${fold(value).replace(/[\\,+;="<>]/g, '\\$&')}`)
        .sort()
        .join('+'),
    )
    .join(',')

/** What the group of that name is called: `Editors` of `cn=Editors,ou=groups,…`. */
export const groupName = (dn: string): string | undefined =>
  parseDn(dn)?.[0]?.find(([, value]) => value !== '')?.[1]
