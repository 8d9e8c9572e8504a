// The plan of hearth knowledge sync: what a folder and a base have in common, and what not.
import { expect, test } from 'bun:test'
import { planOf, type Remote } from '../../../src/cli/knowledge/plan'

const local = (place: string, sha256: string) => ({ place, path: `/${place}`, size: 1, sha256 })
const remote = (id: string, path: string, sha256: string): Remote => ({
  id,
  path,
  sha256,
  state: 'done',
})

/** The plan in short: places to send (with the id that each replaces), moves, ids that are gone or the same. */
function planned(here: ReturnType<typeof local>[], there: Remote[]) {
  const { send, move, gone, same } = planOf(here, there)
  return {
    send: send.map(({ file, instead }) => [file.place, instead?.id ?? null]),
    move: move.map(({ file, from }) => [from.id, file.place]),
    gone: gone.map(({ id }) => id),
    same: same.map(({ id }) => id),
  }
}

const NOTHING = { send: [], move: [], gone: [], same: [] }

test('two files with the same bytes are two files', () => {
  expect(planned([local('a/x', '1'), local('b/x', '1')], [remote('A', 'a/x', '1')])).toEqual({
    ...NOTHING,
    send: [['b/x', null]],
    same: ['A'],
  })
})

test('a file moves once, and only under its own name', () => {
  const there = [remote('A', 'old/x', '1'), remote('B', 'old/y', '1')]
  expect(planned([local('new/x', '1'), local('more/x', '1')], there)).toEqual({
    ...NOTHING,
    move: [['A', 'new/x']],
    send: [['more/x', null]],
    gone: ['B'],
  })
})

test('names that were exchanged are two changes', () => {
  const there = [remote('A', 'a', '1'), remote('B', 'b', '2')]
  expect(planned([local('a', '2'), local('b', '1')], there)).toEqual({
    ...NOTHING,
    send: [
      ['a', 'A'],
      ['b', 'B'],
    ],
  })
})

test('of two that are there under one path, the one with these bytes stays', () => {
  const there = [remote('A', 'a', '1'), remote('B', 'a', '2')]
  expect(planned([local('a', '2')], there)).toEqual({ ...NOTHING, same: ['B'], gone: ['A'] })
})

test('what has no path was added by hand and is neither gone nor the same', () => {
  expect(planned([local('a', '1')], [remote('A', '', '1')])).toEqual({
    ...NOTHING,
    send: [['a', null]],
  })
})
