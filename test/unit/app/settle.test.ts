// Memory is given back after a burst of requests.
import { expect, test } from 'bun:test'
import { settling } from '../../../src/app/settle'
import { until } from '../../until'

const MB = 1024 ** 2

/** A process that holds so much, and what was done about it. */
function scripted() {
  const seen = { held: 100 * MB, collected: 0, looked: 0 }
  const stir = settling({
    quiet: 1,
    held: () => {
      seen.looked += 1
      return seen.held
    },
    collect: () => {
      seen.collected += 1
      seen.held = 90 * MB
    },
  })
  return { seen, stir }
}

test('garbage is looked for once requests have made much of it and are over', async () => {
  const { seen, stir } = scripted()
  seen.held = 150 * MB
  stir()
  stir()
  await until(() => seen.collected === 1)
  seen.held = 130 * MB
  stir()
  await until(() => seen.collected === 2)
})

test('a little more is left to the runtime', async () => {
  const { seen, stir } = scripted()
  seen.held = 120 * MB
  stir()
  await until(() => seen.looked === 3)
  expect(seen.collected).toBe(0)
})
