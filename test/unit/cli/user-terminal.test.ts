// hearth user with somebody at the terminal: passwords are asked for and not shown.
import { expect, test } from 'bun:test'
import { openApp, PASSWORD, signIn } from '../../app'
import { inTerminal } from './terminal'

const env = { PASSWORD_HASH_MEMORY: '8' }
const grace = 'grace@example.org'

test('a password is asked for twice and never shown', async () => {
  await using app = await openApp()
  await app.admin()
  await using shell = inTerminal(app, ['user', 'add', grace], env)
  await shell.answer('Password (empty makes one): ', 'four words of hersx\u007f\r')
  await shell.answer('Once more: ', 'four words of hers\r')
  expect(await shell.ended).toBe(0)
  await shell.line(/has an account/)
  expect(shell.screen()).not.toContain('four')
  await signIn(app.url, grace, 'four words of hers')
})

test('two that differ, and Ctrl+C, change nothing', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await using shell = inTerminal(app, ['user', 'reset-password', ada.email], env)
  await shell.answer('Password (empty makes one): ', 'four words of hers\r')
  await shell.answer('Once more: ', 'four words of his\r')
  expect(await shell.ended).toBe(1)
  await shell.line(/not the same/)
  await using other = inTerminal(app, ['user', 'reset-password', ada.email], env)
  await other.answer('Password (empty makes one): ', 'four\u0003')
  expect(await other.ended).toBe(1)
  await signIn(app.url, ada.email, PASSWORD)
})

test('an empty password makes one', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await using shell = inTerminal(app, ['user', 'reset-password', ada.email], env)
  await shell.answer('Password (empty makes one): ', '\r')
  expect(await shell.ended).toBe(0)
  const [, password] = await shell.line(/New password of \S+: (\S+)\s/)
  await signIn(app.url, ada.email, password)
})

test('deleting asks for the address to be typed', async () => {
  await using app = await openApp()
  await app.admin()
  const { email } = await app.user('Grace')
  await using shell = inTerminal(app, ['user', 'delete', email], env)
  await shell.answer('Type the e-mail: ', 'ada@example.org\r')
  expect(await shell.ended).toBe(1)
  await signIn(app.url, email)
  await using again = inTerminal(app, ['user', 'delete', email], env)
  await again.answer('Type the e-mail: ', `${email}\r`)
  expect(await again.ended).toBe(0)
  await expect(signIn(app.url, email)).rejects.toThrow('cannot sign in')
})
