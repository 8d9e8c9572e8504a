// What is new, as other clients read it.
import { expect, test } from 'bun:test'
import { changelog } from '../../../src/app/changelog'
import { build } from '../../../src/utils/build'
import { openApp } from '../../app'

test('the newest version is this one, with its date and what was added', async () => {
  await using app = await openApp()
  const { body } = await app.nobody.get('/api/changelog')
  expect(Object.keys(body)[0]).toBe(build.version)
  expect(body[build.version].date).toMatch(/^\d{4}-\d\d-\d\d$/)
  const [first] = body[build.version].added
  expect(first.title.length).toBeGreaterThan(0)
  expect(first.raw).toBe(`<li>${first.title}: ${first.content}</li>`)
})

test('sections, entries without a title, and five versions at most', () => {
  const old = ['5', '4', '3', '2', '1'].map(n => `\n## 0.${n}.0 - 2026-01-0${n}\n`)
  const text = `## 1.0.0 - 2026-02-03\n\n### Added\n\n- A: b: c\n\n### Fixed\n\n- a < b\n${old.join('')}`
  const told = changelog(text)
  expect(told['1.0.0']).toEqual({
    date: '2026-02-03',
    added: [{ title: 'A', content: 'b: c', raw: '<li>A: b: c</li>' }],
    fixed: [{ title: 'a < b', content: '', raw: '<li>a &lt; b</li>' }],
  })
  expect(Object.keys(told)).toEqual(['1.0.0', '0.5.0', '0.4.0', '0.3.0', '0.2.0'])
})
