// Every sentence a person sees is a message: no string outside the catalogues, no gap inside them.
import { describe, expect, test } from 'bun:test'
import IntlMessageFormat from 'intl-messageformat'
import { ar } from '../../src/frontend/text/ar/index'
import { de } from '../../src/frontend/text/de/index'
import { en } from '../../src/frontend/text/en/index'

const root = `${import.meta.dir}/../../src/frontend`
const catalogues: Record<string, Record<string, string>> = { en, de, ar }

const sources = await Promise.all(
  [...new Bun.Glob('**/*.{ts,tsx}').scanSync(root)]
    .filter(path => !/^text\/(en|de|ar)\//.test(path))
    .map(async path => ({ path, code: await Bun.file(`${root}/${path}`).text() })),
)

const withoutComments = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')

/** Attributes whose value is read or heard by a person. */
const spoken =
  /\s(?:aria-label|aria-description|placeholder|title|alt|label|hint|text)=(?:"([^"]*)"|\{\s*['"`]([^'"`$]*)['"`]\s*\})/g
/** Text between two tags; signs of code keep generics and comparisons out. */
const between = /(?<!=)>\s*([^<>{}()=;]*\p{L}{2}[^<>{}()=;]*?)\s*<\/?[a-zA-Z>]/gu

/** Names that are the same in every language. */
const names = new Set(['mermaid'])

const visibleStrings = (code: string): string[] => {
  const clean = withoutComments(code)
  const attributes = [...clean.matchAll(spoken)].map(match => match[1] ?? match[2] ?? '')
  const texts = [...clean.matchAll(between)].map(match => match[1] ?? '')
  const words = texts.filter(text => !/^(return|case|const|export|function)\b/.test(text))
  return [...attributes, ...words].filter(text => /\p{L}{2}/u.test(text) && !names.has(text))
}

const argumentsOf = (message: string): string[] => {
  const names = new Set<string>()
  const visit = (nodes: ReturnType<IntlMessageFormat['getAst']>) => {
    for (const node of nodes) {
      if ('value' in node && node.type !== 0 && typeof node.value === 'string')
        names.add(node.value)
      if ('options' in node && node.options) {
        for (const option of Object.values(node.options)) visit(option.value)
      }
    }
  }
  visit(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst())
  return [...names].sort()
}

describe('what the scan sees', () => {
  test.each([
    ['<p>Hello there</p>', ['Hello there']],
    ['<input aria-label="Your name" />', ['Your name']],
    ["<Field label={'Your name'} />", ['Your name']],
    ['<p>\n  Hello there\n  <b>{x}</b></p>', ['Hello there']],
    ["<p title={t('a.b')}>{t('c.d')}</p>", []],
    ['const a = useRef<HTMLElement>(null)\nreturn <br />', []],
    ['// says <b>nothing here</b>\n', []],
  ])('%p', (code, found) => expect(visibleStrings(code)).toEqual(found))
})

describe('source', () => {
  test.each(sources.filter(source => source.path.endsWith('.tsx')))('$path', ({ code }) => {
    expect(visibleStrings(code)).toEqual([])
  })
})

describe('catalogues', () => {
  const ids = Object.keys(en)

  test.each(['de', 'ar'])('%s has every message and no other', language => {
    expect(Object.keys(catalogues[language] ?? {}).sort()).toEqual(ids.toSorted())
  })

  test.each(Object.keys(catalogues))('%s: every message parses and says something', language => {
    for (const message of Object.values(catalogues[language] ?? {})) {
      expect(message.trim()).not.toBe('')
      expect(() => argumentsOf(message)).not.toThrow()
    }
  })

  test.each(['de', 'ar'])('%s takes the same values as English', language => {
    const differing = ids.filter(id => {
      const there = catalogues[language]?.[id] ?? ''
      return (
        argumentsOf(there).join() !==
        argumentsOf(Object.entries(en).find(([key]) => key === id)?.[1] ?? '').join()
      )
    })
    expect(differing).toEqual([])
  })

  test('no message is left over', () => {
    const all = sources.map(source => source.code).join('\n')
    const prefixes = [...all.matchAll(/`([a-z]+(?:\.[\w-]+)*\.)\$\{/gi)].map(
      match => match[1] ?? '',
    )
    const unused = ids.filter(
      id => !all.includes(`'${id}'`) && !prefixes.some(prefix => id.startsWith(prefix)),
    )
    expect(unused).toEqual([])
  })
})
