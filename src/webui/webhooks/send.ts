// One attempt to tell the webhook something.
import type { UserRow } from '../../auth/table'
import type { House } from '../../config/house'
import { egress } from '../../net/egress'
import { EgressError } from '../../net/failure'
import { build } from '../../utils/build'
import { seconds } from '../../utils/time'
import { userModel } from '../auths/wire'
import { type Message, shape } from './shape'
import { headersOf } from './signature'
import type { Action, Delivery } from './table'

/** What came of it: the receiver's status if it answered, and why it failed if it did. */
export interface Outcome {
  status: number | null
  error: string | null
}

const MOST_ANSWER = 65_536

/** Tells it once, within the time that the settings give. `signal` ends it early, and throws. */
export async function send(
  house: House,
  { id, action }: Pick<Delivery, 'id' | 'action'>,
  user: UserRow,
  signal: AbortSignal,
): Promise<Outcome> {
  const url = house.config.get('webhook_url')
  if (url === '') return { status: null, error: 'There is no address to tell it to.' }
  const body = JSON.stringify(shape(url, messageOf(house, action, user)))
  const timestamp = seconds(Date.now())
  const headers = headersOf({ id, timestamp, body }, house.config.get('webhook.secret'))
  try {
    const response = await client(house)(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': USER_AGENT, ...headers },
      body,
      signal,
    })
    void response.body?.cancel()
    const { status, ok } = response
    return { status, error: ok ? null : `The receiver answered ${status}.` }
  } catch (error) {
    if (error instanceof EgressError) return { status: null, error: `${error.message}.` }
    throw error
  }
}

const USER_AGENT = `Hearth/${build.version}`

/** Only the status of the answer counts, so the whole is bounded by one time. */
function client({ env, config }: House): typeof fetch {
  const ms = config.get('webhook.timeout') * 1000
  return egress({
    policy: 'admin',
    limits: { headers: ms, idle: ms, deadline: ms, bytes: MOST_ANSWER },
    proxies: {
      http: env.HTTP_PROXY ?? undefined,
      https: env.HTTPS_PROXY ?? undefined,
      none: env.NO_PROXY.join(','),
    },
  })
}

function messageOf({ env }: House, action: Action, user: UserRow): Message {
  const name = user.name.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return {
    action,
    text:
      action === 'signup'
        ? `New user signed up: ${name}`
        : `Test of the webhook of ${env.WEBUI_NAME}, asked for by ${name}`,
    user: Object.fromEntries(Object.entries(userModel(user)).filter(([, value]) => value !== null)),
    server: {
      name: env.WEBUI_NAME,
      version: build.version,
      picture: env.WEBUI_URL && `${env.WEBUI_URL}/static/favicon.png`,
    },
  }
}
