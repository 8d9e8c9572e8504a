// Environments in which anybody could come in as somebody are refused.
import { EnvError } from './error'

interface Doors {
  HOST: string
  PORT: number
  WEBUI_AUTH: boolean
  EVERYBODY_IS_ADMIN: boolean
  WEBUI_AUTH_TRUSTED_EMAIL_HEADER: string | null
  WEBUI_AUTH_TRUSTED_PROXIES: readonly string[] | null
  FORWARDED_ALLOW_IPS: readonly string[]
  source: Readonly<Record<string, string | undefined>>
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i

/** True for an address that only this machine reaches. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host)

/** Without accounts Hearth listens for this machine alone, unless it is told where. */
export const hostOf = ({ HOST, WEBUI_AUTH, source }: Doors): string =>
  WEBUI_AUTH || source.HOST?.trim() ? HOST : '127.0.0.1'

/** Throws EnvError. */
export function refuseOpenDoors(env: Doors): void {
  const header = env.WEBUI_AUTH_TRUSTED_EMAIL_HEADER
  if (!env.WEBUI_AUTH && header) {
    throw new EnvError(
      'WEBUI_AUTH=false and WEBUI_AUTH_TRUSTED_EMAIL_HEADER exclude each other. Remove one.',
    )
  }
  if (!env.WEBUI_AUTH && !env.EVERYBODY_IS_ADMIN && !isLoopback(env.HOST)) {
    throw new EnvError(
      `WEBUI_AUTH=false makes everybody who reaches ${env.HOST}:${env.PORT} the admin. Set HOST=127.0.0.1 to keep it to this machine, or EVERYBODY_IS_ADMIN=true too if you want it so.`,
    )
  }
  const proxies = env.WEBUI_AUTH_TRUSTED_PROXIES ?? env.FORWARDED_ALLOW_IPS
  if (header && proxies.includes('*')) {
    throw new EnvError(
      `WEBUI_AUTH_TRUSTED_EMAIL_HEADER lets everybody be anybody while every address counts as a proxy. Name the proxies in WEBUI_AUTH_TRUSTED_PROXIES, such as 127.0.0.1.`,
    )
  }
}
