// Signing in through providers: the buttons, the own account's links, the admin's forms.
import { button } from '../person'
import { close, heading, type Visit } from './view'

/** A house with two providers, one of which is away. */
export const providersEnv = {
  OAUTH_CLIENT_ID: 'hearth',
  OAUTH_CLIENT_SECRET: 'a secret of the gallery',
  OPENID_PROVIDER_URL: 'http://127.0.0.1:9',
  OAUTH_PROVIDER_NAME: 'The library',
  GITHUB_CLIENT_ID: 'hearth',
  GITHUB_CLIENT_SECRET: 'another one',
}

export const providers: Visit[] = [
  {
    name: 'signing in with a provider',
    path: '/auth?error=taken',
    as: null,
    door: 'fresh',
    stops: [
      {
        name: 'sign-in-providers',
        arrange: async page => {
          await page.getByRole('link', { name: 'Continue with GitHub' }).waitFor()
          await page.getByRole('alert').waitFor()
        },
      },
    ],
  },
  {
    name: 'the providers of a house',
    path: '/settings/oauth',
    as: 'eve',
    door: 'fresh',
    trouble: /status of 400/,
    stops: [
      { name: 'settings-oauth', arrange: heading('Sign-in with providers') },
      {
        name: 'settings-oauth-form',
        arrange: async page => {
          const card = page.getByRole('group').filter({ hasText: 'OpenID Connect' }).first()
          await card.locator('summary').first().click()
          await card.getByText('More options').click()
          await button(card, 'Test').click()
          await card.getByText('Nothing answers at this address.').scrollIntoViewIfNeeded()
        },
      },
      {
        name: 'settings-oauth-rules',
        arrange: page => page.getByText('Claim with the groups').scrollIntoViewIfNeeded(),
      },
    ],
  },
  {
    name: 'linking a provider',
    path: '/settings/account#identities',
    as: 'eve',
    door: 'fresh',
    stops: [
      {
        name: 'settings-identities',
        arrange: page => button(page, 'Link The library').scrollIntoViewIfNeeded(),
      },
      {
        name: 'identity-link',
        arrange: async page => {
          await button(page, 'Link The library').click()
          await page.getByRole('dialog').waitFor()
        },
      },
      {
        name: 'identity-linked',
        arrange: async page => {
          await close(page, 'dialog')
          await page.goto('/settings/account?linked=oidc')
          await page.getByText('The provider is linked to your account').waitFor()
        },
      },
    ],
  },
]
