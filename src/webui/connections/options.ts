// The admin's form of a connection's options and address, for both kinds.
import { z } from 'zod'
import type { ConnectionConfig } from '../../config/settings-providers'
import { bool } from '../../utils/fields'
import { Refusal } from '../../utils/refusal'
import { isUsable } from './connection'

const URL_LENGTH = 2048
const MOST = 100

export const Address = z.string().trim().max(URL_LENGTH)
export const Addresses = z.array(Address).max(MOST)
export const Secret = z.string().max(8192)
export const Secrets = z.array(Secret).max(MOST)

const Options = z.looseObject({
  enable: bool().nullish(),
  prefix_id: z.string().trim().max(100).nullish(),
  model_ids: z.array(z.string().max(512)).max(5000).nullish(),
  key: Secret.nullish(),
  everyone: bool().nullish(),
})

/** Options by base URL; extra keys are kept. */
export const OptionsByUrl = z.record(z.string().max(URL_LENGTH), Options)
export type OptionsByUrl = z.infer<typeof OptionsByUrl>

/** The address as it is kept. Throws 400 when no connection can have it. */
export function checkedAddress(url: string): string {
  if (isUsable(url)) return url.replace(/\/+$/, '')
  throw new Refusal(
    400,
    'A connection needs an address that starts with http:// or https:// and holds no name or password.',
  )
}

/** What was said about one address; those of addresses that are gone are forgotten with their keys. */
export function optionsOf(given: OptionsByUrl, url: string): ConnectionConfig {
  const [, options] =
    Object.entries(given).find(([at]) => at.trim().replace(/\/+$/, '') === url) ?? []
  const said = Object.entries(options ?? {}).filter(([, value]) => value !== null)
  return Object.fromEntries(said)
}
