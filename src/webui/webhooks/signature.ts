// The signature of what a webhook is told, after standardwebhooks.com: each of its libraries checks it.
import { createHmac } from 'node:crypto'

export interface Signed {
  id: string
  /** Epoch seconds. */
  timestamp: number
  body: string
}

/** The headers; without a secret there is no signature among them. */
export const headersOf = (signed: Signed, secret: string): Record<string, string> => ({
  'webhook-id': signed.id,
  'webhook-timestamp': String(signed.timestamp),
  ...(secret && { 'webhook-signature': `v1,${signature(signed, secret)}` }),
})

const signature = ({ id, timestamp, body }: Signed, secret: string): string =>
  createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')

/** A secret with the standard's prefix is base64 behind it; any other is taken as it is. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret)
