// Signing in with the name and password of a directory.
import { Elysia } from 'elysia'
import { z } from 'zod'
import { guard } from '../../auth/guard'
import { signInByDirectory } from '../../auth/ldap/sign'
import type { House } from '../../config/house'
import { email, password } from './schema'
import { welcome } from './welcome'

export const ldap = (house: House) =>
  new Elysia().use(guard(house)).post(
    '/ldap',
    async ({ body, request }) =>
      welcome(house, await signInByDirectory(house, request, body), request, 'ldap'),
    // Nobody's user name is longer than an address.
    { role: 'any', body: z.object({ user: email, password }) },
  )
