// What people have on their shelves in tests of sources, and readers of what a model was told of it.
import type { Provider } from '../../provider'
import type { Data } from './desk'

export const TEAPOT = 'The blue teapot holds exactly seven cups. It was made in Delft in 1911.'
export const GARDEN = 'The walled garden grows forty kinds of roses. The oldest is a Gallica.'

/** A text of that many paragraphs on one matter each, with `TEAPOT` in the middle. */
export const long = (paragraphs: number): string =>
  Array.from({ length: paragraphs }, (_, n) =>
    n === Math.floor(paragraphs / 2)
      ? TEAPOT
      : `Shelf ${n} has ${n + 3} jars of jam from the summer of ${1900 + n}, and a label each. `.repeat(
          6,
        ),
  ).join('\n\n')

export const asFile = (id: string, more: object = {}) => ({ type: 'file', id, name: 'x', ...more })
export const asBase = (id: string, more: object = {}) => ({ type: 'collection', id, ...more })

/** The messages of the newest chat request. */
export const told = (provider: Provider, path = '/v1/chat/completions'): Data[] =>
  Object(provider.last(path).body).messages

/** Chat requests so far. */
export const asked = ({ calls }: Provider): number =>
  calls.filter(({ path }) => path.endsWith('/completions') || path === '/api/chat').length
