// What crosses the wire about settings in general.
import { z } from 'zod'

const MOST = 500
const Key = z.string().max(200)

/** New values by key; each is checked by its own setting. */
export const ChangesForm = z.record(Key, z.unknown())

export const ResetForm = z.object({ keys: z.array(Key).min(1).max(MOST) })

/** The document of the contract; `importDocument` reads it. */
export const ImportForm = z.object({ config: z.record(z.string(), z.unknown()) })
