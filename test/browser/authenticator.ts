// Chromium's virtual authenticator: a finger that is always right.
import type { CDPSession, Page } from 'playwright-core'

export interface Authenticator {
  /** Whether the person shows himself when asked. */
  verify(willing: boolean): Promise<void>
  /** How many passkeys are on it. */
  count(): Promise<number>
}

/** Gives the page an authenticator as phones and laptops have one inside. */
export async function giveAuthenticator(page: Page): Promise<Authenticator> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    verify: isUserVerified =>
      session
        .send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
        .then(() => undefined),
    count: async () =>
      (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  }
}

/** The server by a name: passkeys belong to names, not to addresses. */
export const byName = (url: string): string => url.replace('127.0.0.1', 'localhost')
