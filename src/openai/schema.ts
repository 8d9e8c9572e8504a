// What crosses the wire about OpenAI-style connections.
import { z } from 'zod'
import { bool, int } from '../utils/fields'
import { Address, Addresses, OptionsByUrl, Secret, Secrets } from '../webui/connections/options'

export const ConfigForm = z.object({
  ENABLE_OPENAI_API: bool().nullish(),
  OPENAI_API_BASE_URLS: Addresses,
  OPENAI_API_KEYS: Secrets,
  OPENAI_API_CONFIGS: OptionsByUrl,
})
export type ConfigForm = z.infer<typeof ConfigForm>

export const VerifyForm = z.object({ url: Address, key: Secret })

export const Place = z.object({ idx: int() })
