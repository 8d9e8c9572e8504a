// What may stand in an answer and what is taken out of one: formulas, addresses, code, tables, figures.
import { describe, expect, test } from 'bun:test'
import { lastCode, tableHtml } from '../../../src/frontend/chat/copy'
import { figuresOf } from '../../../src/frontend/chat/figures'
import { fit } from '../../../src/frontend/chat/images'
import { lex, rowsOf } from '../../../src/frontend/chat/markdown/lex'
import { decodeEntities, ownImage, safeLink } from '../../../src/frontend/chat/markdown/links'

const formulas = (text: string): [string, boolean][] => {
  const found: [string, boolean][] = []
  const walk = (
    tokens: { type: string; tokens?: unknown; text?: unknown; display?: unknown }[],
  ) => {
    for (const token of tokens) {
      if (token.type === 'math') found.push([String(token.text), token.display === true])
      if (Array.isArray(token.tokens)) walk(token.tokens)
    }
  }
  walk(lex(text).tokens)
  return found
}

describe('formulas', () => {
  test('stand between dollars, brackets and parentheses', () => {
    expect(formulas('A $x^2$ and \\(y\\) and \\[z\\] and $$w$$.')).toEqual([
      ['x^2', false],
      ['y', false],
      ['z', true],
      ['w', true],
    ])
  })

  test('on lines of their own are blocks', () => {
    expect(lex('Text\n$$\na\n$$\nmore').tokens.map(({ type }) => type)).toEqual([
      'paragraph',
      'math',
      'paragraph',
    ])
  })

  test('are not made of prices', () => {
    expect(formulas('From $5 to $10, or 5 $ and 6 $, or $5-$10.')).toEqual([])
  })

  test('are not made of code or escaped dollars', () => {
    expect(formulas('`$x$` and \\$x\\$')).toEqual([])
  })

  test('keep their underscores and stars', () => {
    expect(formulas('$a_1 * b_2 * c_3$')).toEqual([['a_1 * b_2 * c_3', false]])
  })
})

describe('an address', () => {
  test.each(['https://a.example/x?y=1', 'http://a.example/', 'mailto:ada@a.example'])(
    '%s is let through',
    href => expect(safeLink(href)).toBe(href),
  )

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '/c/1',
    '#x',
    '',
    'java\nscript:alert(1)',
    'blob:https://a/b',
  ])('%j is not', href => expect(safeLink(href)).toBeUndefined())

  test('without a scheme of its own is taken as https', () => {
    expect(safeLink('//a.example/')).toBe('https://a.example/')
  })
})

describe('an image', () => {
  test.each(['/api/v1/files/ab-1/content', 'data:image/png;base64,AAAA'])('%s is ours', href =>
    expect(ownImage(href)).toBe(true),
  )

  test.each([
    'https://a.example/x.png',
    'data:image/svg+xml;base64,AAAA',
    '/api/v1/files/../auths/signout',
    '/api/v1/auths/signout',
    '//a.example/api/v1/files/a/content',
  ])('%s is foreign', href => expect(ownImage(href)).toBe(false))
})

test('character references become characters, unknown ones stay', () => {
  expect(decodeEntities('&lt;b&gt; &amp;amp; &#39;x&#x27; &nosuch; AT&T')).toBe(
    "<b> &amp; 'x' &nosuch; AT&T",
  )
  expect(decodeEntities('&#0;&#9999999;')).toBe('\ufffd\ufffd')
})

test('the last code of an answer is found, also when it is unfinished', () => {
  expect(lastCode('a\n```js\none\n```\nb\n```\ntwo\n```\nend')).toBe('two')
  expect(lastCode('```\nopen\nstill')).toBe('open\nstill')
  expect(lastCode('none')).toBe('')
})

test('a table is copied as cells, its text as text', () => {
  const [token] = lex(
    '| a | b |\n|---|---|\n| **<i>** | [2 &amp; 3](https://a.example) `c` |',
  ).tokens
  const rows = token?.type === 'table' ? rowsOf(token) : []
  expect(rows).toEqual([
    ['a', 'b'],
    ['<i>', '2 & 3 c'],
  ])
  expect(tableHtml(rows)).toBe(
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>&lt;i&gt;</td><td>2 &amp; 3 c</td></tr></tbody></table>',
  )
})

test('token figures are read in either vocabulary', () => {
  expect(figuresOf({ usage: { prompt_tokens: 3, completion_tokens: 5 } })).toEqual({
    read: 3,
    written: 5,
    speed: undefined,
  })
  const info = { prompt_eval_count: 1, eval_count: 50, eval_duration: 2e9 }
  expect(figuresOf({ info })).toEqual({ read: 1, written: 50, speed: 25 })
  expect(figuresOf({})).toEqual({ read: undefined, written: undefined, speed: undefined })
})

test('a large image is scaled to what a model can use, a small one left alone', () => {
  expect(fit(4096, 1024)).toEqual({ width: 2048, height: 512 })
  expect(fit(10, 20)).toEqual({ width: 10, height: 20 })
  expect(fit(1, 100_000)).toEqual({ width: 1, height: 2048 })
})
