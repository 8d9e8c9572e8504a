// Outlook's letters, and rich texts and OpenDocument files that are not as simple as they could be.
import { expect, test } from 'bun:test'
import { pdf } from '../../../pdf'
import { compound, type Storage, stored } from './compound'
import { openDocument, pagesOf, reading, refusal, words, zip } from './made'

/** Texts by the number of their property, each as a stream of its own. */
const texts = (of: Record<string, string>): Storage =>
  Object.fromEntries(
    Object.entries(of).map(([tag, text]) => [`__substg1.0_${tag}001F`, stored(text)]),
  )

const HEAD = { '__properties_version1.0': new Uint8Array(32) }

const person = (name: string, address: string): Storage => ({
  '__properties_version1.0': new Uint8Array(8),
  ...texts({ '3001': name, '39FE': address }),
})

const attached = (name: string, bytes: Uint8Array): Storage => ({
  '__properties_version1.0': new Uint8Array(8),
  ...texts({ '3707': name, '370E': 'application/octet-stream' }),
  '__substg1.0_37010102': bytes,
})

test('a letter of Outlook gives its head, its words and those of what is attached', async () => {
  const file = compound({
    ...HEAD,
    ...texts({
      '0037': 'Tides',
      '0C1A': 'Ada',
      '5D01': 'ada@example.org',
      '1000': 'High at eight — 高潮',
    }),
    '__recip_version1.0_#00000000': person('Bo', 'bo@example.org'),
    '__attach_version1.0_#00000000': attached('table.pdf', pdf([['Low at two']])),
    '__attach_version1.0_#00000001': attached('odd.bin', Uint8Array.from([1, 2, 0, 3])),
  })
  const { content, meta } = await reading('tides.msg', file)
  expect(content.split('\n').filter(Boolean)).toEqual([
    'Subject: Tides',
    'From: Ada <ada@example.org>',
    'To: Bo <bo@example.org>',
    'High at eight — 高潮',
    'Attachment: table.pdf',
    'Low at two',
    'Attachment: odd.bin',
  ])
  expect(meta).toEqual({ title: 'Tides', author: 'Ada' })
})

test('a letter without plain text gives the words of its HTML', async () => {
  const html = Buffer.from('<p>High <b>tide</b></p><script>alert(1)</script>')
  const file = compound({ ...HEAD, ...texts({ '0037': 'Tides' }), '__substg1.0_10130102': html })
  expect((await words('tides.msg', file)).trim()).toBe('Subject: Tides\n\nHigh tide')
})

test('letters of Outlook that are cut off or full of nonsense are refused in words', async () => {
  const whole = compound({ ...HEAD, ...texts({ '0037': 'Tides', '1000': 'word '.repeat(2000) }) })
  for (const part of [0.3, 0.6, 0.9]) {
    const cut = whole.slice(0, whole.length * part)
    expect(await refusal(reading('a.msg', cut))).toContain('is damaged or incomplete')
  }
  const looped = whole.slice()
  const table = 512 * (1 + new DataView(looped.buffer).getInt32(76, true))
  // Each sector is followed by itself.
  new Int32Array(looped.buffer, table, 128).forEach((_, n, sectors) => {
    sectors[n] = n
  })
  expect(await refusal(reading('a.msg', looped))).toContain('is damaged or incomplete')
  const knotted = whole.slice()
  const view = new DataView(knotted.buffer)
  // The first name in the root hangs on itself.
  const [name, left] = [view.getInt32(512 * (1 + view.getInt32(48, true)) + 76, true), 68]
  view.setInt32(512 * (1 + view.getInt32(48, true)) + 128 * name + left, name, true)
  expect(await refusal(reading('a.msg', knotted))).toContain('is damaged or incomplete')
})

test('rich text: numbers for letters, pairs of them, fonts of other scripts, what is hidden', async () => {
  const rtf = (text: string) => words('a.rtf', `{\\rtf1\\ansi\\ansicpg1252 ${text}}`)
  expect((await rtf("\\u-10179?\\u-8694? caf\\u233?\\'e9")).trim()).toBe('😊 caféé')
  expect((await rtf('\\uc2\\u20320xx{\\uc0\\u22909}\\uc1 !')).trim()).toBe('你好!')
  const fonts =
    '{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Cyr;}{\\f2\\fcharset128 Jap;}}'
  expect((await rtf(`${fonts}\\f1\\'cf\\'f0\\f2\\'96\\'9e\\f0\\'e4`)).trim()).toBe('Пр満ä')
  const hidden =
    '{\\*\\generator Word}{\\info{\\title Secret}}{\\pict\\bin5 }}}}}}{\\field{\\*\\fldinst LINK x}{\\fldrslt shown}}'
  expect((await rtf(`a ${hidden} b\\~c\\_d\\par e\\{\\}\\\\`)).trim()).toBe(
    'a shown b\u00A0c-d\n\ne{}\\',
  )
  expect((await rtf('\\trowd Water\\cell Hour\\cell\\row High\\cell 8\\cell\\row')).trim()).toBe(
    'Water\tHour\t\nHigh\t8',
  )
})

test('rich text that ends too early, is nested without end, or holds nothing', async () => {
  expect((await words('a.rtf', "{\\rtf1 High {\\b tide\\'")).trim()).toBe('High tide')
  expect(await refusal(reading('a.rtf', `{\\rtf1 ${'{'.repeat(20_000)}`))).toContain(
    'nested too deep',
  )
  expect(await refusal(reading('a.rtf', '{\\rtf1 {\\pict 00ff}}'))).toContain('There is no text')
  expect((await words('a.rtf', '{\\rtf1 a\\bin99999999999 b}')).trim()).toBe('a')
})

test('OpenDocument: what is struck out, remarks, notes and repeated cells', async () => {
  const text =
    '<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>' +
    '<text:p>High<office:annotation><text:p>really?</text:p></office:annotation> tide' +
    '<text:line-break/>at<text:s text:c="999999999"/>eight</text:p>' +
    '<table:table><table:table-row><table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell>' +
    '<table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table>'
  const read = (await words('a.odt', openDocument('text', text))).trim()
  expect(read).toBe(`High tide\nat${' '.repeat(100)}eight\n\na b\tc`)
  const cells =
    '<table:table table:name="A"><table:table-row table:number-rows-repeated="1000000">' +
    '<table:table-cell table:number-columns-repeated="1e999"/></table:table-row><table:table-row>' +
    '<table:table-cell table:number-columns-repeated="1000000000"><text:p>x</text:p></table:table-cell>' +
    '</table:table-row></table:table>'
  const [sheet = ''] = pagesOf(await reading('a.ods', openDocument('spreadsheet', cells)))
  expect(sheet.match(/x/g)).toHaveLength(1000)
})

test('OpenDocument that lacks its content, and a letter inside of a letter inside of a letter', async () => {
  const bare = zip({ mimetype: 'application/vnd.oasis.opendocument.text' })
  expect(await refusal(reading('a.odt', bare))).toContain('damaged or incomplete')
  let file = compound({ ...HEAD, ...texts({ '0037': 'Innermost', '1000': 'deep down' }) })
  for (let n = 0; n < 6; n++)
    file = compound({
      ...HEAD,
      ...texts({ '0037': `Outer ${n}`, '1000': 'and so on' }),
      '__attach_version1.0_#00000000': attached(`${n}.msg`, file),
    })
  const read = await words('a.msg', file)
  expect([read.includes('Outer 4'), read.includes('deep down')]).toEqual([true, false])
})
