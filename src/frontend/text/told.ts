// Says in the person's language what the server has said in English.
import { told as known } from './en/told'
import { currentLanguage, type TextId, t } from './index'

interface Pattern {
  id: TextId
  /** Of the values. */
  names: string[]
  shape: RegExp
}

/** The English message with a gap for each value; the last full stop may be missing. */
const patternOf = (name: string, message: string): Pattern => {
  const names = [...message.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const words = message.replace(/\.$/, '').split(/\{\w+\}/)
  const shape = words.map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.*?)')
  return { id: `told.${name}` as TextId, names, shape: new RegExp(`^${shape}\\.?$`) }
}

let patterns: Pattern[] | undefined

/** The sentence in the language of the page; itself where it is not known. */
export const told = (sentence: string): string => {
  if (currentLanguage() === 'en') return sentence
  patterns ??= Object.entries(known).map(([id, message]) =>
    patternOf(id.slice('told.'.length), message),
  )
  for (const { id, names, shape } of patterns) {
    const found = shape.exec(sentence)
    if (!found) continue
    return t(id, Object.fromEntries(names.map((name, at) => [name, told(found[at + 1] ?? '')])))
  }
  return sentence
}
