// PDFs that say little of themselves: letters by the numbers of a character map, pages by the thousand.
import { expect, test } from 'bun:test'
import { mapped, pdf, wide } from '../../../pdf'
import { pagesOf, reading, words } from './made'

const latin = (...bytes: number[]): string => Buffer.from(bytes).toString('latin1')

test.each<[map: string, collection: string, line: string, text: string]>([
  ['UniGB-UCS2-H', 'GB1', wide('高潮在八点'), '高潮在八点'],
  ['UniKS-UTF16-H', 'Korea1', wide('만조는'), '만조는'],
  ['90ms-RKSJ-H', 'Japan1', latin(0x96, 0x9e, 0x92, 0xaa), '満潮'],
  ['ETen-B5-H', 'CNS1', latin(0xba, 0xa1, 0xbc, 0xe9), '滿潮'],
])('the letters of %s are told by its map', async (map, collection, line, text) => {
  expect(await words('tides.pdf', pdf([[line]], mapped(map, collection)))).toBe(text)
})

test('a map that there is not leaves the letters as they are', async () => {
  const file = pdf([['High tide']], mapped('../../../package', 'GB1'))
  expect(await words('tides.pdf', file)).toBe('High tide')
})

test('a PDF of 10,000 pages takes seconds, and what looks like their number stays', async () => {
  const line = '/Count 5000 obj /Kids'
  const lines = Array.from({ length: 10_000 }, (_, n) => [n === 7 ? line : `Page ${n}`])
  // One look from the first page on for every page would take longer than any test may.
  const pages = pagesOf(await reading('long.pdf', pdf(lines)))
  expect(pages).toHaveLength(10_000)
  expect([pages[0], pages[7], pages[9999]]).toEqual(['Page 0', line, 'Page 9999'])
})
