// Which hosts a search may lead to, by the labels of their names and never by the text of an address.

/** A rule such as `example.com` or `!example.com`; a scheme, a path or `*.` around the name is no harm. */
interface Rule {
  labels: string[]
  excludes: boolean
}

/** Whether results from this address are wanted. Rules that only leave out want everything else. */
export function isWanted(address: string, rules: readonly string[]): boolean {
  const host = labelsOf(address)
  if (host.length === 0) return false
  const parsed = rules.map(ruleOf).filter(({ labels }) => labels.length > 0)
  if (parsed.some(rule => rule.excludes && covers(rule, host))) return false
  const wanted = parsed.filter(({ excludes }) => !excludes)
  return wanted.length === 0 || wanted.some(rule => covers(rule, host))
}

function ruleOf(text: string): Rule {
  const trimmed = text.trim()
  const excludes = trimmed.startsWith('!')
  const name = trimmed
    .replace(/^!\s*/, '')
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^\*?\./, '')
  return { excludes, labels: labelsOf(`http://${name}`) }
}

/** As the parser of addresses reads it: lower case, and letters beyond ASCII as the name server has them. */
const labelsOf = (address: string): string[] =>
  URL.parse(address)?.hostname.replace(/\.$/, '').split('.').filter(Boolean) ?? []

const covers = ({ labels }: Rule, host: string[]): boolean =>
  host.length >= labels.length &&
  labels.every((label, n) => host[host.length - labels.length + n] === label)
