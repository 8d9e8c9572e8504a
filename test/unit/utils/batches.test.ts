import { expect, test } from 'bun:test'
import { batches } from '../../../src/utils/batches'

test('a list is cut into batches of few sizes and nothing is lost', () => {
  for (const length of [0, 1, 9, 10, 99, 100, 123, 250]) {
    const items = Array.from({ length }, (_, n) => n)
    const cut = [...batches(items)]
    expect(cut.flat()).toEqual(items)
    expect(cut.every(batch => [100, 10, 1].includes(batch.length))).toBe(true)
  }
})
