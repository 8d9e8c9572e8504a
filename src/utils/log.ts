// What the rest of Hearth needs to know of logging: the shape of a log, and what may never stand in one.

/** Parts of Hearth with a log level of their own (`OPENAI_LOG_LEVEL`, …). */
export const components = [
  'main',
  'config',
  'db',
  'auth',
  'socket',
  'models',
  'openai',
  'ollama',
  'webhook',
  'rag',
  'audio',
  'images',
  'comfyui',
] as const
export type Component = (typeof components)[number]

export type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug'

export type Fields = Record<string, unknown>

/** Writes a line: a sentence, or facts and a sentence. Facts named like secrets or texts are left out. */
export interface Write {
  (message: string): void
  (facts: Fields, message: string): void
}

export interface Log extends Record<Level, Write> {
  /**
   * Writes lines of level info whose facts, `time` among them, are our own, so that nothing has to be
   * hidden: a third of the cost.
   */
  plain(many: readonly Fields[], message: string): void
  /** The log of one part, with that part's level. */
  component(name: Component): Log
  /** The same log with facts that every line carries, such as a request's id. */
  with(facts: Fields): Log
  /** False when lines of this level go nowhere; for facts that are costly to gather. */
  enabled(level: Level): boolean
}

/** A log that says nothing. */
export const silent: Log = {
  fatal() {},
  error() {},
  warn() {},
  info() {},
  debug() {},
  plain() {},
  component: () => silent,
  with: () => silent,
  enabled: () => false,
}
