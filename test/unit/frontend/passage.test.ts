// Finding the passage of a citation on a page.
import { expect, test } from 'bun:test'
import { findPassage } from '../../../src/frontend/parts/viewer/passage'

const lit = (pieces: string[], passage: string): string[] =>
  findPassage(pieces, passage).map(({ piece, from, to }) => pieces[piece]?.slice(from, to) ?? '')

const LONG = 'The keeper of the lamp climbs the stairs each evening and trims the wick before dusk.'

test('a passage is found across pieces, whatever the spaces between them', () => {
  expect(
    lit(['Before. The keeper', 'climbs the  stairs', 'After.'], 'keeper climbs the stairs'),
  ).toEqual(['keeper', 'climbs the  stairs'])
})

test('hyphens at the ends of lines, ligatures and capitals make no difference', () => {
  expect(lit(['The light-', 'house has an oﬃce.'], 'lighthouse has an OFFICE')).toEqual([
    'light',
    'house has an oﬃce',
  ])
})

test('letters of two code units stay whole', () => {
  expect(lit(['a 𝒜𐐀 b'], '𐐀')).toEqual(['𐐀'])
})

test('the part that stands on this page is found when a passage goes on overleaf', () => {
  const [head, tail] = [LONG.slice(0, 48), LONG.slice(48)]
  expect(lit(['Some words first.', head, 'page 3'], LONG).join('')).toContain(
    'The keeper of the lamp climbs',
  )
  expect(lit(['Header', tail, 'More words.'], LONG).join('')).toContain('trims the wick before')
})

test('a header in the middle of a passage does not hide it', () => {
  const found = lit([LONG.slice(0, 40), 'Chapter 2', LONG.slice(40)], LONG)
  expect(found[0]).toStartWith('The keeper')
  expect(found.at(-1)).toContain('before du')
})

test('what is not there is not lit', () => {
  expect(findPassage(['Nothing of the kind'], 'keeper')).toEqual([])
  expect(
    findPassage([LONG], 'An altogether different sentence about ships and their captains at sea.'),
  ).toEqual([])
  expect(findPassage([LONG], ' - … ')).toEqual([])
  expect(findPassage([], 'keeper')).toEqual([])
})
