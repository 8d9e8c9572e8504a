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
import { chats } from '../webui/chats/routes'
import { authConfigs } from '../webui/configs/auths'
import { configs } from '../webui/configs/routes'
import { taskConfigs } from '../webui/configs/tasks'
import { connections } from '../webui/connections/routes'
import { files } from '../webui/files/routes'
import { groups } from '../webui/groups/routes'
import { models } from '../webui/models/routes'
import { settings } from '../webui/settings/routes'
import { users } from '../webui/users/routes'
import { docs } from './docs'
import { answerError, refusal } from './errors'
import { machine } from './machine'
import { unknownPaths } from './unknown'

/** Every route of Hearth. Throws when one of them has no role. */
export function createApp(house: House, page: (request: Request) => Response | Promise<Response>) {
  const app: AnyElysia = new Elysia({ handler: { standardHostname: false } })
    .onError(thrown => {
      if (thrown.code !== 'NOT_FOUND') return answerError(house, thrown)
      // Elysia would lay its own 404 over a page's 200.
      thrown.set.status = 200
      return missing(thrown.request, thrown.path)
    })
    .use(machine(house))
    .use(docs(house, () => app.routes))
    .use(completions(house))
    .use(modelsV1(house))
    .use(tasks(house))
    .use(afterChat(house))
    .use(modelLists(house))
    .use(openai(house))
    .use(ollama(house))
    .use(taskConfigs(house))
    .group('/api/v1', api =>
      api
        .use(auths(house))
        .use(authConfigs(house))
        .use(users(house))
        .use(groups(house))
        .use(configs(house))
        .use(settings(house))
        .use(chats(house))
        .use(replies(house))
        .use(files(house))
        .use(models(house))
        .use(connections(house, providers(house)))
        .use(audit(house)),
    )

  const classify = unknownPaths(app.routes)
  function missing(request: Request, path: string): Response | Promise<Response> {
    const kind = classify(request.method, path)
    if (kind === 'page') return page(request)
    return refusal(path, kind, kind === 404 ? 'Not Found' : 'Method Not Allowed')
  }
  assertRoles(app.routes)
  return app
}

interface Listed {
  method: string
  path: string
  hooks?: { detail?: { 'x-role'?: string } }
}

function assertRoles(routes: Listed[]): void {
  const open = routes.filter(({ hooks }) => !hooks?.detail?.['x-role'])
  if (open.length === 0) return
  throw new Error(`Routes without a role: ${open.map(r => `${r.method} ${r.path}`).join(', ')}`)
}
