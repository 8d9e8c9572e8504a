// What crosses the wire about identities at providers, and about setting a provider up.
import { z } from 'zod'

/** The password is asked for where signing in was too long ago. */
export const Proving = z.object({ password: z.string().max(1024).optional() })

const line = z.string().trim().max(2048)

/** A provider as its form stands; an address or tenant that is left out is as saved. */
export const TryForm = z.object({
  provider: z.enum(['oidc', 'google', 'microsoft']),
  address: line.optional(),
  tenant: line.optional(),
})
export type TryForm = z.infer<typeof TryForm>
