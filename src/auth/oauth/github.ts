// Who somebody is at GitHub, which has no ID tokens: the account, and the address that is proven to be its own.
import { z } from 'zod'
import type { House } from '../../config/house'
import { type Proof, proofOf } from './claims'
import { fail } from './failure'
import { providerFetch } from './fetch'
import type { Provider } from './providers'

const User = z.object({
  id: z.int(),
  login: z.string(),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
})
const Emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

const NAMES = { name: 'name', email: 'email', picture: 'picture' }

/** Throws `email` where no address is both primary and verified. */
export async function gitHubProof(
  house: House,
  { key, address }: Provider,
  access_token: string,
): Promise<Proof> {
  const api = address === 'https://github.com' ? 'https://api.github.com' : `${address}/api/v3`
  const call = providerFetch(house)
  const read = async <T>(path: string, shape: z.ZodType<T>): Promise<T> => {
    const response = await call(`${api}${path}`, { headers: headers(access_token) })
    if (response.ok) return shape.parse(await response.json())
    await response.body?.cancel()
    throw fail(response.status >= 500 ? 'unreachable' : 'refused')
  }
  const user = await read('/user', User)
  const emails = await read('/user/emails', Emails)
  const own = emails.find(({ primary, verified }) => primary && verified)
  const claims = {
    sub: String(user.id),
    name: user.name || user.login,
    picture: user.avatar_url,
    email: own?.email,
    email_verified: true,
  }
  return proofOf({ provider: key, issuer: address }, claims, {}, NAMES)
}

const headers = (access_token: string) => ({
  accept: 'application/vnd.github+json',
  authorization: `Bearer ${access_token}`,
  'x-github-api-version': '2022-11-28',
})
