// `bun test` alone knows no flags of package.json, and gives a test of a busy machine five seconds.
import * as bun from 'bun:test'

/** As long as the journeys in the browser are given: it counts for them, too, over any --timeout. */
const PATIENCE_MS = 120_000

/** What gives back a test when it is called: `test.each(rows)` and the like. */
const MAKERS = new Set<PropertyKey>(['each', 'if', 'skipIf', 'todoIf', 'failingIf'])

type Call = (...args: unknown[]) => unknown

/**
 * The same, with time for each test that asks for none. The default of a file cannot be set from
 * here, and a plugin that writes it into the files would keep macros from running.
 */
const patient = <T extends object>(test: T): T =>
  new Proxy(test, {
    apply: (target, self, [name, body, options, ...rest]) =>
      Reflect.apply(target as T & Call, self, [name, body, options ?? PATIENCE_MS, ...rest]),
    get(target, key) {
      const found: unknown = Reflect.get(target, key)
      if (typeof found !== 'function') return found
      if (!MAKERS.has(key)) return patient(found)
      return (...args: unknown[]) => patient(Reflect.apply(found, target, args) as object)
    },
  })

bun.mock.module('bun:test', () => ({ ...bun, test: patient(bun.test), it: patient(bun.it) }))
