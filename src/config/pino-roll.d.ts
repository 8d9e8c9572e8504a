// pino-roll comes without types; this is what Hearth uses of it.
declare module 'pino-roll' {
  interface Options {
    file: string
    extension: string
    /** A number with its unit: `b`, `k`, `m` or `g`. */
    size: string
    limit: { count: number; removeOtherLogFiles: boolean }
    mkdir: boolean
    mode: number
  }

  const roll: (options: Options) => Promise<import('./streams').Target>
  export = roll
}
