// The event that tells of changed settings; it carries names, never values.
import { z } from 'zod'
import { topic } from '../bus'

export const SettingsChanged = topic(
  'settings.changed',
  z.object({
    keys: z.array(z.string()),
    /** The running Hearth that changed them; it knows already. */
    by: z.string(),
  }),
)
