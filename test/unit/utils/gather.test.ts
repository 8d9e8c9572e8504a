// What comes alone goes at once, what follows goes together.
import { expect, test } from 'bun:test'
import { gathered } from '../../../src/utils/gather'

const HOUR_MS = 3_600_000

test('the first is handed on at once, and those after it together', () => {
  const handed: number[][] = []
  const lines = gathered<number>(HOUR_MS, many => void handed.push(many))
  lines.add(1)
  expect(handed).toEqual([[1]])
  lines.add(2)
  lines.add(3)
  expect(handed).toEqual([[1]])
  lines.flush()
  expect(handed).toEqual([[1], [2, 3]])
})

test('after a lull the next one goes at once again', () => {
  const handed: number[][] = []
  const lines = gathered<number>(HOUR_MS, many => void handed.push(many))
  lines.add(1)
  lines.flush()
  lines.flush()
  lines.add(2)
  expect(handed).toEqual([[1], [2]])
})
