// Signing in through a provider that does as it should.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { openIssuer } from '../../oidc/issuer'
import { Visitor } from '../../oidc/visitor'

test('the first to come through a provider is admin and closes sign-up behind him', async () => {
  await using issuer = await openIssuer()
  await using app = await openApp({ env: issuer.env })
  const ada = new Visitor(app.url)
  const page = await ada.signIn()
  expect(page.status).toBe(307)
  expect(page.to).toBe(`${app.url}/auth#token=${ada.cookie('token')}`)
  const me = await ada.me()
  expect(me).toMatchObject({ email: 'ada@example.org', name: 'Ada', role: 'admin' })
  const config = (await app.nobody.get('/api/config')).body
  expect(config.features.enable_signup).toBe(false)
})
