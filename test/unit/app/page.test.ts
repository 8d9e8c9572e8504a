// The one page of the web client, and what stands beside it.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'

test('the page answers every address that is nobody else’s', async () => {
  await using app = await openApp()
  for (const path of ['/', '/auth', '/c/3c8d5b0e', '/settings/account', '/no/such/page']) {
    const response = await app.fetch(path)
    expect([path, response.status]).toEqual([path, 200])
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await response.text()).toContain('<div id="root">')
  }
})
