// Signing out at the provider too, where the house wants that: an address for the browser to go to.
import type { House } from '../../config/house'
import { originOf } from '../address'
import { discovered, library } from './discover'
import { providerOf } from './providers'

/** Where to end the session that came in by `way`, or null: nowhere else is one, or it stays open. */
export async function farewellAt(
  house: House,
  request: Request,
  way: string,
): Promise<string | null> {
  const provider = house.config.get('oauth.enable_end_session') ? providerOf(house, way) : undefined
  if (!provider) return null
  const configuration = await discovered(house, provider).catch(() => null)
  if (!configuration?.serverMetadata().end_session_endpoint) return null
  const client = await library()
  const post_logout_redirect_uri = `${originOf(request, house.env)}/auth`
  return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri }).href
}
