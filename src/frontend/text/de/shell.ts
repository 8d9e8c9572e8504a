// Messages of the frame: sign-in, sidebar, palette, shortcuts, first run.
import type { shell as source } from '../en/shell'

export const shell: Record<keyof typeof source, string> = {}
