// The table of contents: each module at its prefix, one error handler, one place for the unknown.
import { type AnyElysia, Elysia } from 'elysia'
import { afterChat } from '../completion/after'
import { modelLists } from '../completion/listing'
import { providers } from '../completion/models'
import { modelsV1 } from '../completion/models-v1'
import { replies } from '../completion/replies/routes'
import { completions } from '../completion/routes'
import { tasks } from '../completion/tasks/routes'
import type { House } from '../config/house'
import { ollama } from '../ollama/routes'
import { openai } from '../openai/routes'
import { audit } from '../webui/audit/routes'
import { auths } from '../webui/auths/routes'
import { budgets } from '../webui/budgets/routes'
import { chats } from '../webui/chats/routes'
import { arenaConfigs } from '../webui/configs/arena'
import { authConfigs } from '../webui/configs/auths'
import { ldapConfigs } from '../webui/configs/ldap'
import { configs } from '../webui/configs/routes'
import { taskConfigs } from '../webui/configs/tasks'
import { connections } from '../webui/connections/routes'
import { files } from '../webui/files/routes'
import { groups } from '../webui/groups/routes'
import { knowledge } from '../webui/knowledge/routes'
import { models } from '../webui/models/routes'
import { oauthConfig } from '../webui/oauth/admin'
import { identities } from '../webui/oauth/identities'
import { oauth } from '../webui/oauth/routes'
import { retention } from '../webui/retention/routes'
import { retrieval } from '../webui/retrieval/routes'
import { userFactor } from '../webui/sessions/factor'
import { sessions, userSessions } from '../webui/sessions/routes'
import { settings } from '../webui/settings/routes'
import { system } from '../webui/system/routes'
import { uploads } from '../webui/uploads/routes'
import { usage } from '../webui/usage/routes'
import { users } from '../webui/users/routes'
import { webhooks } from '../webui/webhooks/routes'
import { docs } from './docs'
import { answerError, refusal } from './errors'
import { machine } from './machine'
import { sources } from './metrics'
import { metrics } from './metrics-routes'
import { unknownPaths } from './unknown'
import { watched } from './watch'

/** Every route of Hearth. Throws when one of them has no role. */
export function createApp(house: House, page: (request: Request) => Response | Promise<Response>) {
  const app: AnyElysia = new Elysia({ handler: { standardHostname: false } })
    .onError(thrown => {
      if (thrown.code !== 'NOT_FOUND') return answerError(house, thrown)
      // Elysia would lay its own 404 over a page's 200.
      thrown.set.status = 200
      return missing(thrown.request, thrown.path)
    })
    // Elysia would call a bare `true` plain text.
    .mapResponse(({ responseValue }) =>
      typeof responseValue === 'boolean' ? Response.json(responseValue) : undefined,
    )
    .use(machine(house))
    .use(docs(house, () => app.routes))
    .use(metrics(house))
    .use(completions(house))
    .use(modelsV1(house))
    .use(tasks(house))
    .use(afterChat(house))
    .use(modelLists(house))
    .use(openai(house))
    .use(ollama(house))
    .use(taskConfigs(house))
    .use(oauth(house))
    .use(retrieval(house))
    .group('/api/v1', api =>
      api
        .use(auths(house))
        .use(authConfigs(house))
        .use(oauthConfig(house))
        .use(identities(house))
        .use(ldapConfigs(house))
        .use(sessions(house))
        .use(userSessions(house))
        .use(userFactor(house))
        .use(users(house))
        .use(groups(house))
        .use(configs(house))
        .use(arenaConfigs(house))
        .use(settings(house))
        .use(webhooks(house))
        .use(chats(house))
        .use(replies(house))
        .use(files(house))
        .use(uploads(house))
        .use(knowledge(house))
        .use(models(house))
        .use(connections(house, providers(house)))
        .use(audit(house))
        .use(usage(house))
        .use(budgets(house))
        .use(retention(house))
        .use(system(house, sources(house))),
    )

  const classify = unknownPaths(app.routes)
  function missing(request: Request, path: string): Response | Promise<Response> {
    const video = watched(request, path)
    if (video) return video
    const kind = classify(request.method, path)
    if (kind === 'page') return page(request)
    return refusal(path, kind, kind === 404 ? 'Not Found' : 'Method Not Allowed')
  }
  assertDeclared(app.routes)
  return app
}

interface Listed {
  method: string
  path: string
  hooks?: { detail?: { 'x-role'?: string; 'x-audit'?: string } }
}

/** No route goes without a role, and nothing that an admin changes goes unrecorded. */
function assertDeclared(routes: Listed[]): void {
  const detail = ({ hooks }: Listed) => hooks?.detail ?? {}
  refuse(
    'a role',
    routes.filter(route => !detail(route)['x-role']),
  )
  refuse(
    'the action that the audit log names',
    routes.filter(
      route =>
        /^(POST|PUT|PATCH|DELETE)$/.test(route.method) &&
        detail(route)['x-role'] === 'admin' &&
        !detail(route)['x-audit'],
    ),
  )
}

function refuse(what: string, routes: Listed[]): void {
  if (routes.length === 0) return
  const named = routes.map(({ method, path }) => `${method} ${path}`)
  throw new Error(`Routes without ${what}: ${named.join(', ')}`)
}
