// The API's own description: valid OpenAPI 3, complete, and shown without any other host.
import { expect, test } from 'bun:test'
import SwaggerParser from '@apidevtools/swagger-parser'
import { openApp } from '../../app'

test('the document is valid OpenAPI 3 and names role and shape of each route', async () => {
  await using app = await openApp({ env: { ENABLE_API_DOCS: 'true' } })
  const { body } = await app.nobody.get('/openapi.json')
  const { paths } = await SwaggerParser.validate(structuredClone(body))
  expect(Object.keys(paths ?? {}).length).toBeGreaterThan(20)
  const signIn = body.paths['/api/v1/auths/signin'].post
  expect(signIn['x-role']).toBe('any')
  const { schema } = signIn.requestBody.content['application/json']
  expect(schema.properties.email).toMatchObject({ type: 'string' })
  expect(schema.required).toEqual(['email', 'password'])
  expect((await app.nobody.get('/docs/json')).body).toEqual(body)
})

test('the page names our copy of the script and our document', async () => {
  await using app = await openApp({ env: { ENABLE_API_DOCS: 'true' } })
  const { body } = await app.nobody.get('/docs')
  expect(body).toContain('src="/assets/docs.js"')
  expect(body).toContain('data-url="/openapi.json"')
  expect(body).not.toContain('https://')
})

test('in production there is no description unless asked for', async () => {
  await using app = await openApp()
  for (const path of ['/docs', '/docs/json', '/openapi.json']) {
    expect((await app.nobody.get(path)).status).toBe(404)
  }
})
