// An admin gives people rights together: makes a group, fills it, allows something, and deletes it.
import { expect } from 'bun:test'
import { openApp } from '../app'
import { until } from '../until'
import { journey, openPage, PHONE } from './browser'
import { connected, MODEL, openNamedProvider } from './house'
import { button } from './person'

journey('makes a group, puts people in and gives it a right that counts at once', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  await using page = await openPage(app, { as: ada, path: '/settings/groups' })
  await button(page, 'Add a group').click()
  const dialog = page.getByRole('dialog', { name: 'Add a group' })
  await dialog.getByLabel('Name').fill('Editors')
  await dialog.getByLabel('What it is for').fill('They write')
  await button(dialog, 'Add').click()
  await page.getByRole('heading', { name: 'Editors' }).waitFor()
  await page.getByRole('searchbox', { name: 'Find people to add' }).fill('gra')
  await button(page.getByRole('list', { name: 'Found people' }), 'Add Grace').click()
  await button(page.getByRole('list', { name: 'Members' }), 'Take Grace out').waitFor()
  await page.getByRole('switch', { name: 'Make models' }).click()
  const may = async () => (await grace.get('/api/v1/users/permissions')).body.workspace.models
  await until(may)
  const row = page.getByRole('row', { name: /Delete chats/ })
  await row.getByText('From everybody').waitFor()
  expect(await row.getByRole('switch').count()).toBe(0)
  await button(page.getByRole('list', { name: 'Members' }), 'Take Grace out').click()
  await page.getByText('Nobody is in this group yet.').waitFor()
  expect(await may()).toBe(false)
})

journey('changes what everybody may, by keyboard on a phone', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  await using page = await openPage(app, { as: ada, width: PHONE, path: '/settings/groups' })
  await page.getByRole('link', { name: /Everybody/ }).click()
  await page.getByRole('switch', { name: 'Delete chats' }).focus()
  await page.keyboard.press('Space')
  await until(async () => !(await grace.get('/api/v1/users/permissions')).body.chat.delete)
  await page.getByRole('link', { name: 'All groups' }).click()
  await page.getByText('No groups yet.').waitFor()
})

journey('reads what is lost before a group is deleted', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  const group = (await ada.post('/api/v1/groups/create', { name: 'Editors', description: '' })).body
  await ada.post(`/api/v1/users/${grace.id}/groups`, { group_ids: [group.id] })
  const access_control = { read: { group_ids: [group.id] } }
  const model = { id: 'ember', name: 'Ember', meta: {}, params: {}, access_control }
  await ada.post('/api/v1/models/create', model)
  const path = `/settings/groups?id=${group.id}`
  await using page = await openPage(app, { as: ada, path })
  await page.getByText('may use').waitFor()
  await button(page, 'Delete group').click()
  const dialog = page.getByRole('dialog', { name: 'Delete Editors' })
  await dialog.getByText('1 person loses what Editors allows').waitFor()
  await dialog.getByText('Model: Ember').waitFor()
  await dialog.getByRole('textbox').fill('Editors')
  await button(dialog, 'Delete group').click()
  await page.getByText('The group Editors is deleted').waitFor()
  expect((await ada.get('/api/v1/groups/')).body).toEqual([])
})

journey('opens a model to a group, and to one person besides', async () => {
  await using provider = await openNamedProvider()
  await using app = await openApp({ env: connected(provider) })
  const [ada, grace, alan] = [await app.admin(), await app.user('Grace'), await app.user('Alan')]
  const group = (await ada.post('/api/v1/groups/create', { name: 'Editors', description: '' })).body
  await ada.post(`/api/v1/users/${grace.id}/groups`, { group_ids: [group.id] })
  const sees = async (who: typeof ada) =>
    (await who.get('/api/models')).body.data.some(({ id }: { id: string }) => id === MODEL)
  await using page = await openPage(app, { as: ada, path: '/settings/models' })
  await button(page, 'Who may use ember').click()
  const dialog = page.getByRole('dialog', { name: 'Who may use ember' })
  await dialog.getByRole('checkbox', { name: 'Editors' }).check()
  await until(() => sees(grace))
  await dialog.getByRole('searchbox', { name: 'Find people to add' }).fill('ala')
  await button(dialog, 'Add Alan').click()
  await button(dialog.getByRole('list', { name: 'People' }), 'Take Alan out').waitFor()
  expect(await sees(alan)).toBe(true)
  await page.keyboard.press('Escape')
  await page.getByText('1 group · 1 person').waitFor()
  await page.getByRole('switch', { name: 'ember' }).click()
  await page.getByRole('switch', { name: 'ember', checked: true }).click()
  await until(async () => !(await sees(grace)) && !(await sees(alan)))
})
