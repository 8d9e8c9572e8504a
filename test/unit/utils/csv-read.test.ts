// Rows of spreadsheets: quotes, dividers, line ends, and what is broken.
import { expect, test } from 'bun:test'
import { OpenQuote, readCsv } from '../../../src/utils/csv-read'

const cells = (text: string) => readCsv(text).map(row => row.cells)

test('cells are divided by commas, semicolons or tabs, whichever the first line has most of', () => {
  expect(cells('a,b;c\nd,e')).toEqual([
    ['a', 'b;c'],
    ['d', 'e'],
  ])
  expect(cells('a;b;c,d\ne;f;g')).toEqual([
    ['a', 'b', 'c,d'],
    ['e', 'f', 'g'],
  ])
  expect(cells('a\tb\nc\td')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  expect(cells('"a;b;c",d')).toEqual([['a;b;c', 'd']])
  expect(cells('sep=|\r\na|b')).toEqual([['a', 'b']])
})

test('quotes hold dividers, line ends and themselves', () => {
  expect(cells('"Hopper, Grace","said ""no"""\n')).toEqual([['Hopper, Grace', 'said "no"']])
  expect(readCsv('"two\nlines",b\nc,d')).toEqual([
    { line: 1, cells: ['two\nlines', 'b'] },
    { line: 3, cells: ['c', 'd'] },
  ])
  expect(cells('a"b,c')).toEqual([['a"b', 'c']])
  expect(cells('"a"b,c')).toEqual([['ab', 'c']])
})

test('a mark at the beginning, any line ends and blank lines do not matter', () => {
  expect(readCsv('\uFEFFa,b\r\n\r\nc,d\re,f\n , \n')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 3, cells: ['c', 'd'] },
    { line: 4, cells: ['e', 'f'] },
  ])
  expect(cells('a,\n,b')).toEqual([
    ['a', ''],
    ['', 'b'],
  ])
  expect(cells('a,')).toEqual([['a', '']])
  expect(cells('')).toEqual([])
})

test('a quote that is never closed is told with its line', () => {
  expect(() => readCsv('a,b\nc,"d\ne,f')).toThrow(OpenQuote)
  try {
    readCsv('a,b\nc,"d\ne,f')
  } catch (error) {
    expect(error).toMatchObject({ line: 2 })
  }
})

test('a large file is read in time that follows its length', () => {
  expect(readCsv('"a""b",c,d\n'.repeat(100_000))).toHaveLength(100_000)
  expect(cells(`"${'""'.repeat(500_000)}"`)[0]?.[0]).toHaveLength(500_000)
})
