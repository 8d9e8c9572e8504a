// Words about sign-in providers: their names, and what a code of the server means.
import { type TextId, t } from './index'

const NAMES: Record<string, string> = { google: 'Google', microsoft: 'Microsoft', github: 'GitHub' }

/** The generic provider is called what the admin calls it. */
export const providerName = (key: string, name: string): string => NAMES[key] ?? name

const troubles: Record<string, TextId> = {
  state: 'provider.trouble.state',
  denied: 'provider.trouble.denied',
  unreachable: 'provider.trouble.unreachable',
  refused: 'provider.trouble.refused',
  email: 'provider.trouble.email',
  domain: 'provider.trouble.domain',
  signup: 'provider.trouble.signup',
  taken: 'provider.trouble.taken',
  unverified: 'provider.trouble.unverified',
  elsewhere: 'provider.trouble.elsewhere',
  linked: 'provider.trouble.linked',
  session: 'provider.trouble.session',
  busy: 'provider.trouble.busy',
}

export const troubleText = (code: string): string => t(troubles[code] ?? 'provider.trouble.refused')
