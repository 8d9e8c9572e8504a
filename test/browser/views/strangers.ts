// Coming in: before there is a session, and before there is a model.
import { button, signIn } from '../person'
import { heading, type Visit } from './view'

export const strangers: Visit[] = [
  {
    name: 'signing in',
    path: '/',
    as: null,
    trouble: /status of 400/,
    stops: [
      { name: 'sign-in', arrange: heading('Welcome back') },
      {
        name: 'sign-in-wrong',
        arrange: async page => {
          await page.getByLabel('Email').fill('ada@example.org')
          await page.getByLabel('Password').fill('not this one')
          await button(page, 'Sign in').click()
          await page.getByRole('alert').waitFor()
        },
      },
      {
        name: 'sign-up',
        arrange: async page => {
          await button(page, 'Create account').click()
          await page.getByLabel('Name').fill('Grace')
          await button(page, 'Create account').click()
          await page.getByRole('alert').waitFor()
        },
      },
    ],
  },
  {
    name: 'the first account',
    path: '/',
    as: null,
    door: 'empty',
    stops: [{ name: 'sign-up-first', arrange: heading('Welcome to Hearth') }],
  },
  {
    name: 'waiting to be let in',
    path: '/',
    as: null,
    stops: [
      {
        name: 'pending',
        arrange: async page => {
          await signIn(page, 'paul@example.org')
          await page.getByRole('heading', { name: 'Waiting to be let in' }).waitFor()
        },
      },
    ],
  },
  {
    name: 'the guide',
    path: '/',
    as: 'eve',
    door: 'fresh',
    stops: [
      {
        name: 'welcome',
        arrange: async page => {
          await page.getByRole('heading', { name: 'On this machine' }).waitFor()
          await page.getByText('Looking for model servers…').waitFor({ state: 'detached' })
        },
      },
    ],
  },
]
