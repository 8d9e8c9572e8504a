// The picture that a provider names: raster data or none, and never at the price of the sign-in.
import { expect, test } from 'bun:test'
import { pictureFrom } from '../../../src/auth/oauth/picture'
import { egress } from '../../../src/net/egress'
import { openApp } from '../../app'
import { openIssuer } from '../../oidc/issuer'
import { Visitor } from '../../oidc/visitor'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const DATA = `data:image/png;base64,${PNG.toString('base64')}`
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

const grace = { sub: 'grace-1', email: 'grace@example.org', name: 'Grace' }

/** The picture of a new account, and the paths that were asked for on the way. */
async function pictureWith(picture: unknown): Promise<{ picture: string; asked: string[] }> {
  await using issuer = await openIssuer({ ...grace, picture })
  await using app = await openApp({ env: issuer.env })
  const visitor = new Visitor(app.url)
  await visitor.signIn()
  return { picture: (await visitor.me()).picture, asked: issuer.asked }
}

test('a picture inside the claim is kept if its bytes are a raster image', async () => {
  expect((await pictureWith(DATA)).picture).toBe(DATA)
  const mislabelled = DATA.replace('image/png', 'image/svg+xml')
  expect((await pictureWith(mislabelled)).picture).toBe(DATA)
})

test('CVE-2026-56398, CVE-2026-54013: whatever is no raster image is no picture', async () => {
  const svg = Buffer.from(SVG).toString('base64')
  for (const picture of [
    `data:image/svg+xml;base64,${svg}`,
    `data:image/png;base64,${svg}`,
    `data:image/svg+xml,${encodeURIComponent(SVG)}`,
    'data:text/html;base64,PGI+',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'not an address',
    '',
    7,
    null,
    { url: DATA },
    ['https://example.org/a.png'],
  ]) {
    expect((await pictureWith(picture)).picture).toBe('/user.png')
  }
})

test('CVE-2026-45338, CVE-2026-54008: a picture that points inside is not fetched', async () => {
  const asked: string[] = []
  await using inside = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch(request) {
      asked.push(request.url)
      return new Response(PNG, { headers: { 'content-type': 'image/png' } })
    },
  })
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '0.0.0.0', '2130706433']) {
    const { picture } = await pictureWith(`http://${host}:${inside.port}/me.png`)
    expect(picture).toBe('/user.png')
  }
  const { picture } = await pictureWith('http://169.254.169.254/latest/meta-data')
  expect(picture).toBe('/user.png')
  expect(asked).toEqual([])
})

/** A host of pictures out in the world, as far as the way out knows. */
function world(answer: (path: string) => Response) {
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: request => answer(new URL(request.url).pathname),
  })
  const limits = { headers: 500, idle: 500, deadline: 1000, bytes: 1_000_000 }
  const call = egress({ policy: 'user', allow: ['127.0.0.0/8'], limits })
  const at = `http://127.0.0.1:${server.port}`
  return {
    fetched: (path: string) => pictureFrom(`${at}${path}`, call),
    [Symbol.asyncDispose]: () => server.stop(true),
  }
}

test('a picture out there is fetched, whatever its name and its type say', async () => {
  await using there = world(path =>
    path === '/moved'
      ? Response.redirect('/me.svg', 302)
      : new Response(PNG, { headers: { 'content-type': 'text/html' } }),
  )
  expect(await there.fetched('/me.svg')).toBe(DATA)
  expect(await there.fetched('/moved')).toBe(DATA)
})

test('a picture that is huge, slow, missing or something else is none', async () => {
  await using there = world(path => {
    if (path === '/huge') return new Response(Buffer.concat([PNG, Buffer.alloc(1_000_001)]))
    if (path === '/slow')
      return new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))
    if (path === '/svg') return new Response(SVG, { headers: { 'content-type': 'image/png' } })
    if (path === '/inside') return Response.redirect('http://10.0.0.1/me.png', 302)
    return new Response(PNG, { status: 404 })
  })
  for (const path of ['/huge', '/slow', '/svg', '/inside', '/missing']) {
    expect(await there.fetched(path)).toBeUndefined()
  }
  const large = `data:image/png;base64,${Buffer.concat([PNG, Buffer.alloc(1_000_001)]).toString('base64')}`
  expect(await pictureFrom(large, egress({ policy: 'user' }))).toBeUndefined()
})

test('the picture of an account that is there already stays', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: issuer.env })
  const visitor = new Visitor(app.url)
  await visitor.signIn()
  issuer.script.claims = { ...grace, picture: DATA }
  await visitor.signIn()
  expect((await visitor.me()).picture).toBe('/user.png')
})
