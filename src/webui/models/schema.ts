// What crosses the wire about models, and what is announced about them.
import { z } from 'zod'
import { AccessControl } from '../../auth/access'
import { topic } from '../../bus'
import { bool, queryText } from '../../utils/fields'
import { picture } from '../auths/schema'

const ID = 512
const NAME = 512

export const ModelId = z.string().min(1).max(ID)

const Meta = z.looseObject({
  profile_image_url: picture.nullish().transform(url => url || '/static/favicon.png'),
  description: z.string().nullish().default(null),
  capabilities: z.record(z.string(), z.unknown()).nullish().default(null),
})

export const ModelForm = z.object({
  id: ModelId,
  base_model_id: ModelId.nullish().default(null),
  name: z.string().max(NAME),
  meta: Meta,
  params: z.record(z.string(), z.unknown()),
  access_control: AccessControl.default(null),
  is_active: bool().default(true),
})
export type ModelForm = z.infer<typeof ModelForm>

export const ById = z.object({ id: queryText(ID) })

/** What people can choose from, or who may, is no longer the same; lists are to be read again. */
export const ModelsChanged = topic('models.changed', z.object({}))
