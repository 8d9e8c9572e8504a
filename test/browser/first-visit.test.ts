// From an empty house to the first answer, and what those who come later find.
import { expect } from 'bun:test'
import { openApp, PASSWORD } from '../app'
import { until } from '../until'
import { journey, openPage } from './browser'
import { openNamedProvider, TITLE } from './house'
import { answered, button, chatRow, field, newest, say, signIn } from './person'

journey('the first person becomes the admin, connects a provider and has a chat', async () => {
  await using provider = await openNamedProvider({
    reply: ['Rain ', 'falls ', 'softly.'],
    pace: 'steps',
  })
  await using app = await openApp({ env: { TASK_MODEL_EXTERNAL: 'namer' } })
  await using page = await openPage(app)
  await page.getByRole('heading', { name: 'Welcome to Hearth' }).waitFor()
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('Email').fill('ada@example.org')
  await page.getByLabel('Password').fill(PASSWORD)
  await button(page, 'Create admin account').click()

  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor()
  await page.getByLabel('Provider').selectOption({ label: 'Another that speaks the OpenAI API' })
  await page.getByLabel('Address').fill(provider.openai)
  await button(page, 'Connect').last().click()
  await page.getByText('Connected, with 2 models').waitFor()
  await button(page, 'Start chatting').click()

  await page.getByRole('heading', { name: 'ember' }).waitFor()
  await say(page, 'Tell me of the rain')
  await provider.next(3)
  await newest(page).getByText('Rain falls').waitFor()
  expect(await newest(page).getAttribute('aria-busy')).toBe('true')
  provider.finish()
  await answered(page, 'Rain falls softly.')
  await chatRow(page, TITLE).waitFor()
  await until(async () => (await page.title()).includes(TITLE))
  expect(new URL(page.url()).pathname).toMatch(/^\/c\/[0-9a-f-]{36}$/)
})

journey('an admin without a model may look around first', async () => {
  await using app = await openApp()
  await using page = await openPage(app, { as: await app.admin() })
  await button(page, 'Skip for now').click()
  await page.getByText('No model is available. Connect a provider to start.').waitFor()
  await page.reload()
  await page.getByText('No model is available. Connect a provider to start.').waitFor()
})

journey('who signs up later waits, and comes in the moment an admin says so', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const { body } = await ada.get('/api/v1/auths/admin/config')
  await ada.post('/api/v1/auths/admin/config', { ...body, ENABLE_SIGNUP: true })
  await using page = await openPage(app)
  await button(page, 'Create account').click()
  await page.getByLabel('Name').fill('Grace')
  await page.getByLabel('Email').fill('grace@example.org')
  await page.getByLabel('Password').fill('short')
  await button(page, 'Create account').click()
  await page.getByText('This password is too short.').waitFor()
  await page.getByLabel('Password').fill(PASSWORD)
  await button(page, 'Create account').click()
  await page.getByRole('heading', { name: 'Waiting to be let in' }).waitFor()
  await page.getByRole('link', { name: 'ada@example.org' }).waitFor()

  await using admin = await openPage(app, { as: ada, path: '/settings/people' })
  await button(admin, 'Let in').click()
  await field(page).waitFor()
})

journey('who waits is told so wherever the session is from', async () => {
  await using app = await openApp()
  await using page = await openPage(app, { as: await app.pending('Paul') })
  await page.getByRole('heading', { name: 'Waiting to be let in' }).waitFor()
})

journey('a closed house offers no account', async () => {
  await using app = await openApp()
  await app.admin()
  await using page = await openPage(app)
  await button(page, 'Sign in').waitFor()
  expect(await page.getByText('No account yet?').count()).toBe(0)
  await signIn(page, 'ada@example.org')
  await button(page, 'Skip for now').waitFor()
})
