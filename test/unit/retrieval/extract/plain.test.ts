// Text in every coat: encodings, pages, tables, letters, rich text.
import { expect, test } from 'bun:test'
import { bytesOf, reading, refusal, words } from './made'

const SAID = 'Grüße aus Köln – schön, daß es das Café gibt.'

test('text is read in the encoding that it is in', async () => {
  const utf16 = new Uint8Array(
    new Uint16Array([...`\uFEFF${SAID}`].map(c => c.charCodeAt(0))).buffer,
  )
  expect(await words('a.txt', utf16)).toBe(SAID)
  expect(await words('a.txt', utf16.subarray(2))).toBe(SAID)
  const latin = Buffer.from(SAID.replace('–', '-'), 'latin1')
  expect(await words('a.txt', latin)).toBe(SAID.replace('–', '-'))
  const russian = 'Маяк стоял на острове Фарос, и свет его был виден издалека.'
  const cyrillic = Uint8Array.from([...russian], letter => {
    const code = letter.charCodeAt(0)
    return code >= 0x410 && code <= 0x44f ? code - 0x350 : code
  })
  expect(await words('a.txt', cyrillic)).toBe(russian)
})

test('text that was spoiled on its way is repaired, and only where that is certain', async () => {
  expect(await words('a.txt', 'CafÃ© in KÃ¶ln')).toBe('Café in Köln')
  expect(await words('a.txt', 'Ã is a letter, Ã© is not é')).toBe('Ã is a letter, Ã© is not é')
})

test('a page gives what a browser shows, under any name', async () => {
  const page = `<!doctype html><html lang="en"><head><title>Tides &amp; boats</title><style>p{}</style>
    <meta name="description" content="When to sail"></head><body><script>alert(1)</script>
    <h1>High</h1><p>Two <b>times</b> a&nbsp;day<br>always</p><ul><li>one<li>two</ul>
    <table><tr><th>Port</th><td>8:15</td></tr></table></body></html>`
  for (const name of ['tides.html', 'tides.txt']) {
    const { content, meta } = await reading(name, page)
    expect(content.trim()).toBe(
      'Tides & boats\n\nHigh\n\nTwo times a day\nalways\n\n- one\n- two\n\nPort\t8:15',
    )
    expect(meta).toEqual({
      title: 'Tides & boats',
      description: 'When to sail',
      language: 'en',
    })
  }
  expect(await words('page.php', '<html><?php echo 1 ?></html>')).toContain('<?php')
})

test('a row of CSV gives its cells beside their columns', async () => {
  expect(await words('a.csv', 'Name;Port\nArgo;"Iol;cus"\nPequod;Nantucket\n')).toBe(
    'Name: Argo\nPort: Iol;cus\n\nName: Pequod\nPort: Nantucket\n',
  )
  expect(await words('a.csv', '1,2\n3,4\n')).toBe('1\t2\n3\t4\n')
  expect(await words('a.csv', 'a,"b\nnever closed')).toBe('a,"b\nnever closed')
})

test('XML gives its words, and no entity of its own grows (CVE-2026-109294)', async () => {
  expect((await words('a.xml', '<?xml version="1.0"?><a><b>One</b><b>Two</b></a>')).trim()).toBe(
    'One\nTwo',
  )
  const laughs = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(1000)}">
    <!ENTITY f SYSTEM "file:///etc/passwd">]><x>${'&b;'.repeat(1000)}&f;</x>`
  const read = await words('a.xml', laughs)
  expect(read.length).toBeLessThan(5000)
  expect(read).not.toContain('root:')
  expect(read).not.toContain(']>')
})

test('a NUL here and there does not make a text unreadable, and goes', async () => {
  const log = `${'The kettle was on.\n'.repeat(20)}\0The kettle was off.`
  for (const name of ['a.log', 'a.txt', 'a.csv', 'a.eml']) {
    const read = await words(name, name === 'a.eml' ? `Subject: Tea\n\n${log}` : log)
    expect(read).toContain('The kettle was off.')
    expect(read).not.toContain('\0')
  }
})

test('XML that is nested without end is refused', async () => {
  expect(await refusal(words('a.xml', '<a>'.repeat(100_000)))).toContain('damaged')
})

test('rich text gives its words, in the letters of its fonts', async () => {
  const rtf = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}{\*\generator x}
{\info{\title no}}Gr\'fc\'dfe \u8211? ja\par {\f1\'cc\'e0\'ff\'ea}\tab {\b end}{\pict ffd8}\bin3 {}}}`
  expect((await words('a.rtf', rtf)).trim()).toBe('Grüße – ja\n\nМаяк\tend')
})

test('a letter gives its head, its text, and what is attached', async () => {
  const letter = [
    'From: Ada <ada@example.org>',
    'To: Bea <bea@example.org>',
    'Subject: =?utf-8?q?Caf=C3=A9?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=x',
    '',
    '--x',
    'Content-Type: text/html',
    '',
    '<p>See you <b>there</b></p><script>no()</script>',
    '--x',
    'Content-Type: text/csv; name="a.csv"',
    'Content-Disposition: attachment; filename="a.csv"',
    '',
    'Day,Hour',
    'Monday,8',
    '--x',
    'Content-Type: application/octet-stream; name="a.bin"',
    'Content-Disposition: attachment; filename="a.bin"',
    'Content-Transfer-Encoding: base64',
    '',
    'AAECAw==',
    '--x--',
  ].join('\r\n')
  const { content, meta } = await reading('letter.eml', letter)
  expect(content).toContain('Subject: Café\nFrom: Ada <ada@example.org>\nTo: Bea <bea@example.org>')
  expect(content).toContain('See you there')
  expect(content).toContain('Attachment: a.csv\nDay: Monday\nHour: 8')
  expect(content).toContain('Attachment: a.bin')
  expect(content).not.toContain('no()')
  expect(meta).toEqual({ title: 'Café', author: 'Ada' })
})

test('what holds no text says what can be read', async () => {
  expect(await refusal(reading('a.exe', Uint8Array.from([77, 90, 0, 1, 2, 3])))).toContain(
    'This kind of file (.exe) cannot be read. What can be: PDF, Word',
  )
  expect(await refusal(reading('a.txt', bytesOf('  \n ')))).toContain('There is no text in it.')
  expect(await refusal(reading('a.txt', new Uint8Array()))).toContain('The file is empty.')
})
