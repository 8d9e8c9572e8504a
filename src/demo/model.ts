// The scripted model of `hearth --demo`: an OpenAI-style server on a loopback port of its own.
import { readRequest } from './request'
import { type Scene, sceneFor } from './scenes'
import { breakdown, streamScene, usageOf } from './stream'
import { answerTask } from './tasks'

/** Labelled wherever a model's name is shown. */
export const demoModels = [
  { id: 'demo', name: 'Demo model (scripted)' },
  { id: 'demo-thinking', name: 'Demo model, thinking (scripted)' },
]

/** Disposing of it ends the replies under way. */
export interface DemoModel extends AsyncDisposable {
  /** The base URL of an OpenAI-style connection. */
  url: string
}

export interface DemoOptions {
  /** Milliseconds before each word; about as fast as a small model. */
  pace?: number
}

/** Starts the model. It needs no key and calls nobody. */
export function startDemoModel({ pace = 18 }: DemoOptions = {}): DemoModel {
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    idleTimeout: 0,
    routes: {
      '/v1/models': { GET: listModels },
      '/v1/chat/completions': { POST: request => complete(request, pace) },
    },
    fetch: () => failure(404, 'The demo model has no such page.'),
  })
  return {
    url: `http://127.0.0.1:${server.port}/v1`,
    [Symbol.asyncDispose]: () => server.stop(true),
  }
}

const created = 1_735_689_600

const listModels = (): Response => {
  const data = demoModels.map(model => ({ ...model, object: 'model', created, owned_by: 'hearth' }))
  return Response.json({ object: 'list', data })
}

const failure = (status: number, message: string): Response =>
  Response.json(
    { error: { message, type: 'invalid_request_error', code: null, param: null } },
    { status },
  )

async function complete(request: Request, pace: number): Promise<Response> {
  const asked = readRequest(await request.json().catch(() => undefined))
  if (!asked) return failure(400, 'The demo model could not read this request.')
  if (!demoModels.some(({ id }) => id === asked.model)) {
    return failure(404, `The demo has no model "${asked.model}".`)
  }
  const task = answerTask(asked.text)
  const thinks = asked.model === 'demo-thinking'
  const scene: Scene =
    task === undefined
      ? sceneFor(asked.text, { images: asked.images, thinks })
      : { title: '', content: task }
  const head = { id: `demo-${crypto.randomUUID()}`, created, model: asked.model }
  if (asked.stream) return streamScene(head, scene, asked, pace)
  if (scene.breaks) return Response.json({ error: breakdown }, { status: 503 })
  const { content, reasoning } = scene
  const message = { role: 'assistant', content, ...(reasoning && { reasoning_content: reasoning }) }
  const choices = [{ index: 0, message, logprobs: null, finish_reason: 'stop' }]
  return Response.json({
    ...head,
    object: 'chat.completion',
    choices,
    usage: usageOf(asked, scene),
  })
}
