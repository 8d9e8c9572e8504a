// Coming in, going out, and being sent out.
import { expect } from 'bun:test'
import { signIn as newSession, openApp, PASSWORD } from '../app'
import { journey, openPage } from './browser'
import { button, chooseForMe, field, signIn } from './person'

journey('a person signs in and finds the start page', async () => {
  await using app = await openApp()
  await app.admin()
  await app.user('Grace')
  await using page = await openPage(app)
  await signIn(page, 'grace@example.org')
  await field(page).waitFor()
  expect(new URL(page.url()).pathname).toBe('/')
  await page.reload()
  await field(page).waitFor()
})

journey('a wrong password is told as such, and what was typed stays', async () => {
  await using app = await openApp()
  await app.admin()
  await using page = await openPage(app)
  page.trouble.expect(/status of 400.*signin/)
  await signIn(page, 'ada@example.org', 'not this one')
  await page
    .getByRole('alert')
    .filter({ hasText: 'The email or the password is not right.' })
    .waitFor()
  expect(await page.getByLabel('Email').inputValue()).toBe('ada@example.org')
  await signIn(page, 'ada@example.org')
  await button(page, /Account menu/).waitFor()
})

journey('a form that is not filled says which field, before anything is sent', async () => {
  await using app = await openApp()
  await app.admin()
  await using page = await openPage(app)
  await button(page, 'Sign in').click()
  await page.getByText('Enter an email address, such as you@example.com.').waitFor()
  await page.keyboard.type('ada@example.org')
  expect(await page.getByLabel('Email').inputValue()).toBe('ada@example.org')
  await button(page, 'Sign in').click()
  await page.getByText('Enter a password.').waitFor()
})

journey('a person signs out, and going back shows nothing', async () => {
  await using app = await openApp()
  await app.admin()
  const grace = await app.user('Grace')
  await using page = await openPage(app, { as: grace })
  await chooseForMe(page, 'Archived chats')
  await page.getByRole('heading', { name: 'Archived chats' }).waitFor()
  await chooseForMe(page, 'Sign out')
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  expect((await grace.get('/api/v1/auths/')).status).toBe(401)
})

journey('a session ended elsewhere sends to the sign-in at once', async () => {
  await using app = await openApp()
  await app.admin()
  const grace = await app.user('Grace')
  const line = Promise.withResolvers<void>()
  await using page = await openPage(app, {
    as: grace,
    // Once its line stands, the page asks what runs.
    before: async page => {
      page.on('response', answer => answer.url().endsWith('/api/v1/replies') && line.resolve())
    },
  })
  await line.promise
  // What is on its way when the session ends would be refused, and told in the console.
  await page.waitForLoadState('networkidle')
  const elsewhere = await newSession(app.url, grace.email)
  const change = { password: PASSWORD, new_password: 'another long one' }
  await elsewhere.post('/api/v1/auths/update/password', change)
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  await signIn(page, grace.email, 'another long one')
  await field(page).waitFor()
})
