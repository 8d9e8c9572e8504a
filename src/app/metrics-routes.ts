// GET /metrics: for admins, and for whoever shows the token of the settings; for others it is not there.
import { timingSafeEqual } from 'node:crypto'
import { Elysia } from 'elysia'
import { credentialOf } from '../auth/credential'
import { authorize, guard } from '../auth/guard'
import type { House } from '../config/house'
import { Refusal } from '../utils/refusal'
import { exposition } from './metrics-text'

export const metrics = (house: House) =>
  new Elysia().use(guard(house)).get(
    '/metrics',
    async ({ request }) => {
      await admit(house, request)
      return new Response(exposition(house), {
        headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      })
    },
    { role: 'any' },
  )

async function admit(house: House, request: Request): Promise<void> {
  const credential = credentialOf(request.headers)
  if (credential?.by === 'bearer' && isToken(house, credential.value)) return
  await authorize(house, request, { is: 'admin', key: 'read' }).catch(error => {
    throw error instanceof Refusal ? new Refusal(404, 'Not Found') : error
  })
}

function isToken({ config }: House, given: string): boolean {
  const token = config.get('metrics.token')
  if (token === '') return false
  const [a, b] = [given, token].map(text => new Bun.CryptoHasher('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
