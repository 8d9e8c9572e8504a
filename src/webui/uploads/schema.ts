// What crosses the wire of uploads that come in parts.
import { z } from 'zod'
import { int, pathId } from '../../utils/fields'

const NAME = 1000
const SIZE = 1e15

export const Id = z.object({ id: pathId() })

/** `type` is what the sender believes; the bytes say better. */
export const UploadForm = z.object({
  name: z.string().min(1).max(NAME),
  size: int().pipe(z.int().min(0).max(SIZE)),
  type: z.string().max(NAME).nullish(),
})
