// Messages of the frame: sign-in, sidebar, palette, shortcuts, first run.

export const shell = {}
