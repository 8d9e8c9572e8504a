// The OpenAPI 3 document, made from the live route table and its zod shapes.
import { z } from 'zod'
import { build } from '../utils/build'

export interface Route {
  method: string
  path: string
  hooks?: Record<string, unknown> & { detail?: { 'x-role'?: string; 'x-key'?: string } }
}

type Json = Record<string, unknown>

const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH'])

/** The document of these routes; `name` is the server's. */
export function document(routes: Route[], name: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    if (!METHODS.has(route.method)) continue
    const path = template(route.path)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.0.3',
    info: {
      title: name,
      version: build.version,
      description: 'The API of Hearth. It speaks the API of Open WebUI 0.4.8, and adds its own.',
    },
    tags: [...new Set(routes.map(({ path }) => tag(path)))].sort().map(name => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A session token or an API key' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'token' },
      },
    },
  }
}

/** `/chats/:id` is `/chats/{id}`, and the rest of a path has the name `path`. */
const template = (path: string): string =>
  path
    .replace(/:([^/?]+)\??/g, '{$1}')
    .replace(/\*$/, '{path}')
    .replace(/(.)\/$/, '$1')

/** The noun of a path: what stands behind the API's prefix. */
const tag = (path: string): string => /^\/(?:api\/v1\/|api\/)?([\w-]+)/.exec(path)?.[1] ?? 'hearth'

function operation({ method, path, hooks = {} }: Route): Json {
  const { 'x-role': role = 'any', 'x-key': key } = hooks.detail ?? {}
  const body = schema(hooks.body, 'input')
  return {
    tags: [tag(path)],
    operationId: `${method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+/g, '_')}`,
    'x-role': role,
    // Which bound API keys open it; without this only those with full rights do.
    ...(key && { 'x-key': key }),
    summary: `${method} ${template(path)}`,
    ...(role !== 'any' && { security: [{ bearer: [] }, { cookie: [] }] }),
    parameters: [...inPath(path, hooks.params), ...inQuery(hooks.query)],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
    }),
    responses: responses(role, hooks.response),
  }
}

function responses(role: string, response: unknown): Json {
  const shape = schema(response, 'output')
  const content = shape ? { content: { 'application/json': { schema: shape } } } : {}
  return {
    200: { description: 'The answer', ...content },
    ...(role !== 'any' && { 401: failure('Not allowed'), 403: failure('No credentials') }),
    422: failure('Not valid: one entry a fault'),
  }
}

const failure = (description: string): Json => ({
  description,
  content: { 'application/json': { schema: { type: 'object', properties: { detail: {} } } } },
})

function inPath(path: string, params: unknown): Json[] {
  const shapes = propertiesOf(params)
  return [...template(path).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: shapes[name] ?? { type: 'string' },
  }))
}

function inQuery(query: unknown): Json[] {
  const whole = schema(query, 'input')
  const required = Array.isArray(whole?.required) ? whole.required : []
  return Object.entries(propertiesOf(query)).map(([name, shape]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: shape,
  }))
}

const propertiesOf = (shape: unknown): Record<string, Json> =>
  (schema(shape, 'input')?.properties ?? {}) as Record<string, Json>

/** JSON Schema of a zod shape; what JSON cannot express becomes anything at all. */
function schema(shape: unknown, io: 'input' | 'output'): Json | undefined {
  if (!(shape instanceof z.ZodType)) return undefined
  return z.toJSONSchema(shape, { target: 'openapi-3.0', io, unrepresentable: 'any' }) as Json
}
