// The browser's part in passkeys; its library is loaded when the first one is asked for.
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { ApiError } from '../../request'

/** Only secure pages have passkeys, and not every browser. */
export const hasPasskeys = (): boolean => typeof window.PublicKeyCredential === 'function'

/** Whoever closes the browser's own question, or has no passkey, gets the same words. */
const none = (error: unknown): never => {
  throw error instanceof ApiError ? error : new ApiError(400, '', null, { reason: 'passkey-none' })
}

/** Has the person sign with a passkey. Throws ApiError with reason `passkey-none`. */
export const signWith = async (optionsJSON: PublicKeyCredentialRequestOptionsJSON) => {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return startAuthentication({ optionsJSON }).catch(none)
}

/** Has the person make a passkey. Throws likewise. */
export const makeWith = async (optionsJSON: PublicKeyCredentialCreationOptionsJSON) => {
  const { startRegistration } = await import('@simplewebauthn/browser')
  return startRegistration({ optionsJSON }).catch(none)
}
