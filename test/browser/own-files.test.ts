// One's own files: found, opened, deleted with a way back; an admin sees those of others elsewhere.
import { expect } from 'bun:test'
import { openApp } from '../app'
import { send } from '../files'
import { add, base } from '../knowledge'
import { until } from '../until'
import { journey, openPage } from './browser'
import { button } from './person'

journey('looks through the own files, and deletes one after thinking twice', async () => {
  await using app = await openApp({ env: { FILES_QUOTA: '1' } })
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  const { body: tea } = await send(ada, 'tea.txt', 'Green tea is not black.', '')
  const { body: old } = await send(ada, 'old.txt', 'Last year.', '')
  await send(grace, 'secret.txt', 'Of Grace.', '')
  await add(ada, await base(ada), tea.id)
  const gone = async () => (await ada.get(`/api/v1/files/${old.id}`)).status === 404

  await using page = await openPage(app, {
    as: ada,
    path: '/settings/files',
    before: page => page.clock.install(),
  })
  const row = (name: string) =>
    page.getByRole('main').getByRole('listitem').filter({ hasText: name })
  await row('tea.txt').getByText('in 1 knowledge base').waitFor()
  expect(await row('secret.txt').count()).toBe(0)
  await page.getByText('33 bytes of 1 MB used').waitFor()

  await button(page, 'Delete old.txt').click()
  await row('old.txt').waitFor({ state: 'detached' })
  await button(page, 'Undo').click()
  await row('old.txt').waitFor()
  expect(await gone()).toBe(false)

  await button(page, 'Delete old.txt').click()
  await page.getByText('old.txt was deleted').last().waitFor()
  await page.clock.runFor(11_000)
  await until(gone)
  await page.getByText('23 bytes of 1 MB used').waitFor()

  await page.getByRole('searchbox', { name: 'Find a file' }).fill('nothing')
  await page.getByText('Nothing by that name.').waitFor()
  await page.getByRole('searchbox', { name: 'Find a file' }).fill('tea')
  await button(page, 'tea.txt').click()
  await page.getByText('Green tea is not black.').waitFor()
})
