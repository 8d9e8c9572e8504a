// The bytes of an account go with it, and nothing else does.
import { expect, test } from 'bun:test'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openApp } from '../../app'
import { say, start, talk } from '../../documents'
import { until } from '../../until'

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A talk that shows a picture. */
function album() {
  const made = talk('Album')
  say(made, 'Look', null, { files: [{ type: 'image', url: `data:image/png;base64,${PIXEL}` }] })
  return made
}

test('removing an account removes its files, and those of nobody else', async () => {
  await using app = await openApp()
  const [ada, bob] = [await app.admin(), await app.user('Bob')]
  const owners = () => readdirSync(join(app.dir, 'uploads')).sort()
  for (const somebody of [ada, bob]) await start(somebody, album())
  expect(owners()).toEqual([ada.id, bob.id].sort())
  await ada.delete(`/api/v1/users/${bob.id}`)
  await until(() => owners().length === 1)
  expect(readdirSync(join(app.dir, 'uploads', ada.id))).toHaveLength(1)
})

test('an id that is a path removes nothing', async () => {
  await using app = await openApp()
  const [ada, bob] = [await app.admin(), await app.user('Bob')]
  mkdirSync(join(app.dir, 'precious'))
  await start(ada, album())
  await start(bob, album())
  for (const id of ['..%2Fprecious', `${ada.id}%2F.`, '..%2Fuploads', '.'])
    await ada.delete(`/api/v1/users/${id}`)
  await ada.delete(`/api/v1/users/${bob.id}`)
  await until(() => !readdirSync(join(app.dir, 'uploads')).includes(bob.id))
  expect(readdirSync(app.dir)).toContain('precious')
  expect(readdirSync(join(app.dir, 'uploads', ada.id))).toHaveLength(1)
})
