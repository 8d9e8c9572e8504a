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

test('the address of a video leads to a new chat about it', async () => {
  await using app = await openApp()
  const go = async (path: string, method = 'GET') => {
    const { status, headers } = await app.fetch(path, { method, redirect: 'manual' })
    return [status, headers.get('location')]
  }
  expect(await go('/watch?v=dQw4w9WgXcQ&t=42')).toEqual([307, '/?youtube=dQw4w9WgXcQ'])
  expect(await go('/any/where/watch?v=a%26b%20%0d%0ac')).toEqual([307, '/?youtube=a%26b+%0D%0Ac'])
  expect(await go('/watch')).toEqual([200, null])
  expect(await go('/watch?x=1')).toEqual([200, null])
  expect(await go('/watch?v=x', 'POST')).toEqual([405, null])
})
