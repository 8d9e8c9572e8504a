// The ways to a provider and back, at the root as the contract has them; and the provider's own word that a session ended.
import { Elysia } from 'elysia'
import { addressOf } from '../../auth/address'
import { guard } from '../../auth/guard'
import { admitAddress, noteFailureFrom } from '../../auth/limits'
import { forget, recall } from '../../auth/oauth/attempt'
import { begin } from '../../auth/oauth/begin'
import { explain } from '../../auth/oauth/failure'
import { finish } from '../../auth/oauth/finish'
import { signedOutThere } from '../../auth/oauth/logout'
import { type Provider, providerOf } from '../../auth/oauth/providers'
import type { House } from '../../config/house'
import { Refusal } from '../../utils/refusal'
import { redirect, told } from './answer'

export const oauth = (house: House) =>
  new Elysia({ prefix: '/oauth' })
    .use(guard(house))
    .get('/:provider/login', ({ request, params }) => leave(house, request, params.provider), {
      role: 'any',
    })
    .get(
      '/:provider/callback',
      ({ request, params }) => comeBack(house, request, params.provider),
      {
        role: 'any',
      },
    )
    .post('/backchannel-logout', ({ request }) => hear(house, request), {
      role: { is: 'any', body: 'raw' },
    })

function known(house: House, key: string): Provider {
  const provider = providerOf(house, key)
  if (!provider) throw new Refusal(404, 'Not Found')
  return provider
}

async function leave(house: House, request: Request, key: string): Promise<Response> {
  const provider = known(house, key)
  const what = { action: 'session.open', provider: key, page: '/auth', forget: null } as const
  return begin(house, request, provider).then(
    ({ url, cookie }) => redirect(302, url, [cookie]),
    error => told(house, request, what)(explain(house, key, error)),
  )
}

async function comeBack(house: House, request: Request, key: string): Promise<Response> {
  const provider = known(house, key)
  const state = new URL(request.url).searchParams.get('state') ?? ''
  const gone = forget(house, request, state)
  const trying = { action: 'session.open', provider: key, page: '/auth', forget: gone } as const
  const linking = { ...trying, action: 'identity.link', page: '/settings/account' } as const
  return attempt(house, request, key, state).then(
    begun =>
      finish(house, request, provider, begun).then(
        ({ url, cookie }) => redirect(307, url, [gone, cookie]),
        told(house, request, begun.session_id === null ? trying : linking),
      ),
    told(house, request, trying),
  )
}

async function attempt(house: House, request: Request, key: string, state: string) {
  admitAddress(house, addressOf(request, house.env))
  return recall(house, request, key, state)
}

/** Junk counts like a failed sign-in from its address. */
async function hear(house: House, request: Request): Promise<Response> {
  const address = addressOf(request, house.env)
  admitAddress(house, address)
  return signedOutThere(house, request).catch(error => {
    if (error instanceof Refusal && error.status === 400) noteFailureFrom(house, address)
    throw error
  })
}
