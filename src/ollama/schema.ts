// What crosses the wire about Ollama. Unknown fields of model requests are the provider's business.
import { z } from 'zod'
import { bool, int } from '../utils/fields'
import { Address, Addresses, OptionsByUrl, Secret } from '../webui/connections/options'
import { ModelId } from '../webui/models/schema'

export const ConfigForm = z.object({
  ENABLE_OLLAMA_API: bool().nullish(),
  OLLAMA_BASE_URLS: Addresses,
  OLLAMA_API_CONFIGS: OptionsByUrl,
})
export type ConfigForm = z.infer<typeof ConfigForm>

export const VerifyForm = z.object({ url: Address, key: Secret.nullish() })

export const Place = z.object({ idx: int() })

/** Ollama itself renamed `name` to `model`; both are understood. */
export const Named = z.preprocess(
  value =>
    Object(value).name === undefined ? { ...Object(value), name: Object(value).model } : value,
  z.looseObject({ name: ModelId }),
)
export type Named = z.infer<typeof Named>

export const CopyForm = z.object({ source: ModelId, destination: ModelId })

export const UrlForm = z.object({ url: Address })

export const EmbedForm = z.looseObject({
  model: ModelId,
  input: z.union([z.string(), z.array(z.string())]),
})

export const EmbeddingsForm = z.looseObject({ model: ModelId, prompt: z.string() })

export const GenerateForm = z.looseObject({
  model: ModelId,
  prompt: z.string(),
  images: z.array(z.string()).nullish(),
  stream: bool().nullish(),
})
