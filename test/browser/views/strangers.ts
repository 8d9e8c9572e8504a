// Coming in: before there is a session, and before there is a model.
import { button, signIn } from '../person'
import { heading, type View } from './view'

export const strangers: View[] = [
  { name: 'sign-in', path: '/', as: null, arrange: heading('Welcome back') },
  {
    name: 'sign-in-wrong',
    path: '/',
    as: null,
    trouble: /status of 400/,
    arrange: async page => {
      await page.getByLabel('Email').fill('ada@example.org')
      await page.getByLabel('Password').fill('not this one')
      await button(page, 'Sign in').click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'sign-up',
    path: '/',
    as: null,
    arrange: async page => {
      await button(page, 'Create account').click()
      await page.getByLabel('Name').fill('Grace')
      await button(page, 'Create account').click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'sign-up-first',
    path: '/',
    as: null,
    door: 'empty',
    arrange: heading('Welcome to Hearth'),
  },
  {
    name: 'pending',
    path: '/',
    as: null,
    arrange: async page => {
      await signIn(page, 'paul@example.org')
      await page.getByRole('heading', { name: 'Waiting to be let in' }).waitFor()
    },
  },
  {
    name: 'welcome',
    path: '/',
    as: 'eve',
    door: 'fresh',
    arrange: async page => {
      await page
        .getByText(/No Ollama, LM Studio|models? at/)
        .first()
        .waitFor()
    },
  },
]
