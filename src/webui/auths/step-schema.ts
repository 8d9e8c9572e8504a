// What crosses the wire about second factors and passkeys.
import { z } from 'zod'
import { Response } from '../../auth/passkeys-ceremony'
import { password } from './schema'

const ticket = z.string().max(100)
const code = z.string().max(100)

/** The second step: a code of the app, a recovery code, or a passkey's signature. */
export const Step = z
  .object({ ticket, code: code.optional(), passkey: Response.optional() })
  .refine(step => (step.code === undefined) !== (step.passkey === undefined), {
    message: 'Send a code or a passkey',
  })
export const OfTicket = z.object({ ticket })
export const Signed = z.object({ ticket, passkey: Response })

/** What proves who asks, where signing in was too long ago. */
export const Proving = z.object({ password: password.optional() })
export const Confirm = z.object({ ticket, code })

export const keyName = z.string().trim().min(1).max(100)
export const NewPasskey = z.object({ ticket, name: keyName, passkey: Response })
export const Rename = z.object({ name: keyName })
