// Closes, after the last test of the process, what its tests shared.
import { afterAll } from 'bun:test'

const works: (() => Promise<void>)[] = []

/** Does `work` once all tests have run. */
export const atEnd = (work: () => Promise<void>): void => {
  works.push(work)
}

afterAll(async () => {
  for (const work of works) await work()
})
