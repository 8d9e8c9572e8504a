// What the build wrote into the executable; from source it says so.

declare const HEARTH_VERSION: string | undefined
declare const HEARTH_COMMIT: string | undefined

/** Version and commit of this Hearth. */
export const build = {
  version: typeof HEARTH_VERSION === 'string' ? HEARTH_VERSION : '0.1.0',
  commit: typeof HEARTH_COMMIT === 'string' ? HEARTH_COMMIT : 'source',
}
