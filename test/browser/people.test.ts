// An admin looks after people: finds them, lets them in, adds, imports, changes and deletes them.
import { expect } from 'bun:test'
import { openApp, signIn } from '../app'
import { say, start, talk } from '../documents'
import { until } from '../until'
import { journey, openPage, PHONE } from './browser'
import { button } from './person'

const PEOPLE = { path: '/settings/people' }

journey('finds somebody among many by name, role and group', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const lines = Array.from({ length: 60 }, (_, n) => `Person ${n},p${n}@example.org,,user`)
  const text = lines.join('\n')
  await (
    await ada.fetch('/api/v1/users/import', { method: 'POST', body: JSON.stringify({ text }) })
  ).text()
  const grace = await app.pending('Grace')
  const group = (await ada.post('/api/v1/groups/create', { name: 'Navy', description: '' })).body
  await ada.post(`/api/v1/users/${grace.id}/groups`, { group_ids: [group.id] })
  await using page = await openPage(app, { as: ada, ...PEOPLE })
  await page.getByText('62 people').waitFor()
  await button(page, 'Show more').click()
  await page.getByRole('link', { name: 'Person 9', exact: true }).waitFor()
  await page.getByRole('searchbox', { name: 'Find by name or email' }).fill('GRACE')
  await page.getByText('1 person').waitFor()
  await page.getByRole('link', { name: 'Grace' }).waitFor()
  await page.getByRole('searchbox', { name: 'Find by name or email' }).fill('')
  await page.getByLabel('Only this role').selectOption('Waiting')
  await page.getByText('1 person').waitFor()
  await page.getByLabel('Only this role').selectOption('Any role')
  await page.getByLabel('Only this group').selectOption('Navy')
  await page.getByText('1 person').waitFor()
  await page.getByRole('searchbox', { name: 'Find by name or email' }).fill('nobody of that name')
  await page.getByText('Nobody found').waitFor()
})

journey('lets several in at once, and makes none of them lose what is protected', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  for (const name of ['Bea', 'Cy', 'Dora']) await app.pending(name)
  await using page = await openPage(app, { as: ada, ...PEOPLE })
  expect(await page.getByLabel('Choose Ada').isDisabled()).toBe(true)
  await page.getByLabel('Choose all shown').check()
  await page.getByText('3 chosen').first().waitFor()
  await page.getByLabel('Choose Dora').uncheck()
  await page.getByLabel('New role of the chosen').selectOption('User')
  await button(page, 'Give role').click()
  const dialog = page.getByRole('dialog', { name: 'Give 2 people the role “User”' })
  await button(dialog, 'Give role').click()
  await page.getByText('2 people have the role “User”').waitFor()
  const roles = async () =>
    (await ada.get('/api/v1/users/')).body.map(({ role }: { role: string }) => role)
  expect(await roles()).toEqual(['admin', 'user', 'user', 'pending'])
})

journey('adds somebody with a password made up, who then signs in', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await using page = await openPage(app, { as: ada, ...PEOPLE })
  page.trouble.expect(/status of 400/)
  await button(page, 'Add a person').click()
  const dialog = page.getByRole('dialog', { name: 'Add a person' })
  await dialog.getByLabel('Name').fill('Grace')
  await dialog.getByLabel('Email').fill('ADA@example.org')
  await button(dialog, 'Make one up').click()
  const password = await dialog.getByLabel('First password').inputValue()
  expect(password).toMatch(/^(\w{5}-){3}\w{5}$/)
  await button(dialog, 'Add').click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel('Email').fill('grace@example.org')
  await button(dialog, 'Add').click()
  await page.getByText('Grace has an account').waitFor()
  await page.getByRole('link', { name: 'Grace' }).waitFor()
  await signIn(app.url, 'grace@example.org', password)
})

const LIST =
  'name;email;password;role\r\nJörg;joerg@example.org;a good one;user\r\nAda;ada@example.org;;user\r\n'

journey('imports a list of a spreadsheet once its faults are dealt with', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await using page = await openPage(app, { as: ada, ...PEOPLE })
  await button(page, 'Import a list').click()
  const dialog = page.getByRole('dialog', { name: 'Import a list' })
  const choose = (text: string, name = 'people.csv') =>
    dialog.getByLabel('File of people').setInputFiles({
      name,
      mimeType: 'text/csv',
      // As Excel on Windows wrote it for decades.
      buffer: Buffer.from(text, 'latin1'),
    })
  await choose(`${LIST}King;king@example.org;short;king\r\n`)
  await dialog.getByText('3 lines cannot be taken.').waitFor()
  await dialog.getByText('Role: there is no role “king”').waitFor()
  expect(await button(dialog, /Import/).isDisabled()).toBe(true)
  await choose(LIST)
  await dialog.getByText('1 line cannot be taken.').waitFor()
  await dialog.getByLabel('Leave out who has an account already').click()
  await dialog.getByText('1 has an account already and is left out.').waitFor()
  await button(dialog, 'Import 1 person').click()
  await page.getByText('1 person imported').waitFor()
  await page.getByRole('link', { name: 'Jörg' }).waitFor()
  await signIn(app.url, 'joerg@example.org', 'a good one')
})

journey('changes name, address, password and groups of one, on a phone', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  await ada.post('/api/v1/groups/create', { name: 'Navy', description: 'At sea' })
  await using page = await openPage(app, { as: ada, width: PHONE, ...PEOPLE })
  await page.getByRole('link', { name: 'Grace' }).click()
  await page.getByRole('heading', { name: 'Grace' }).waitFor()
  await page.getByLabel('Name').fill('Grace Hopper')
  await page.getByLabel('Email').fill('hopper@navy.example')
  await button(page, 'Save').first().click()
  await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor()
  await page.getByLabel('New password').fill('a whole new password')
  await button(page, 'Set password').click()
  await page.getByText('Grace Hopper has a new password').waitFor()
  await signIn(app.url, 'hopper@navy.example', 'a whole new password')
  await page.getByLabel('Navy').click()
  await until(async () => {
    const { body } = await ada.get('/api/v1/groups/')
    return body[0].user_ids.includes(grace.id)
  })
  await page.getByRole('link', { name: 'All people' }).click()
  await page.getByText('2 people').waitFor()
})

journey('reads somebody’s chat, and cannot change it', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  const chat = talk('Where the compass is')
  say(chat, 'Where is it?', null)
  say(chat, 'In the **drawer**.')
  await start(grace, chat)
  await using page = await openPage(app, { as: ada, path: `/settings/people?id=${grace.id}` })
  await page.getByRole('link', { name: 'Where the compass is' }).click()
  await page.getByText('You read this as an admin.').waitFor()
  await page.getByText('Where is it?').waitFor()
  await page.locator('strong', { hasText: 'drawer' }).waitFor()
  expect(await page.getByRole('textbox').count()).toBe(0)
})

journey('deletes an account after typing its name, told what goes with it', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  await start(grace, talk('One', 'Hello'))
  await using page = await openPage(app, { as: ada, path: `/settings/people?id=${grace.id}` })
  await button(page, 'Delete account').click()
  const dialog = page.getByRole('dialog', { name: 'Delete Grace' })
  await dialog.getByText('1 chat').waitFor()
  await dialog.getByText('no files').waitFor()
  expect(await button(dialog, 'Delete account').isDisabled()).toBe(true)
  await dialog.getByRole('textbox').fill('Grace')
  await button(dialog, 'Delete account').click()
  await page.getByText('Grace is deleted').waitFor()
  await page.getByText('1 person').waitFor()
  await page.getByRole('link', { name: 'Ada' }).click()
  await page.getByText('Nobody deletes the own account here').waitFor()
  expect(await button(page, 'Delete account').isDisabled()).toBe(true)
})
