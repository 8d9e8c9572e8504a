// What the client says again in other languages is what the server says.
import { expect, test } from 'bun:test'
import { told } from '../../src/frontend/text/en/told'
import { sources } from './sources'

const server = sources('src/**/*.ts')
  .filter(({ path }) => !path.startsWith('src/frontend'))
  .map(({ text }) => text)
  .join('\n')

/** The longest stretch without a value. */
const stretch = (message: string): string =>
  message
    .replace(/\.$/, '')
    .split(/\{\w+\}/)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '')

test.each(Object.entries(told))('%s is said by the server', (_, message) => {
  expect(server).toContain(stretch(message))
})
