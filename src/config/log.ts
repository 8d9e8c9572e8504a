// The log: a level for each part, lines to standard output and to files, nothing secret in any of them.
import { type Logger, pino } from 'pino'
import type { Env } from '../env'
import type { Component, Fields, Level, Log, Write } from '../utils/log'
import { presentable, scrub } from '../utils/scrub'
import { files, type Stream, standardOutput } from './streams'

export interface OpenLog extends Log {
  /** Resolves when every line has been written. */
  close(): Promise<void>
}

/** Opens the log. It writes to standard output, and to `DATA_DIR/logs/hearth.N.log`. */
export async function openLog(env: Env): Promise<OpenLog> {
  const streams = [await standardOutput(env), ...(env.ENABLE_LOG_FILES ? [files(env)] : [])]
  return {
    ...logTo(streams, env),
    close: async () => void (await Promise.all(streams.map(stream => stream.close()))),
  }
}

/** A log that writes to these streams. */
export function logTo(streams: readonly Pick<Stream, 'write'>[], env: Env): Log {
  const write = (line: string) => {
    for (const stream of streams) stream.write(line)
  }
  const root = pino(
    {
      level: env.GLOBAL_LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Errors come here already told; pino's own serializer would tell them anew.
      serializers: { err: value => value },
      formatters: { level: label => ({ level: label }) },
    },
    { write: line => write(scrub(line)) },
  )
  return speak(root, env, write)
}

function speak(logger: Logger, env: Env, write: (line: string) => void): Log {
  const parts = new Map<Component, Log>()
  const part = (name: Component): Log => {
    const level = env[`${name.toUpperCase() as Uppercase<Component>}_LOG_LEVEL`]
    const options = { level: level ?? env.GLOBAL_LOG_LEVEL }
    const made = speak(logger.child({ component: name }, options), env, write)
    parts.set(name, made)
    return made
  }
  return {
    fatal: writer(logger, 'fatal'),
    error: writer(logger, 'error'),
    warn: writer(logger, 'warn'),
    info: writer(logger, 'info'),
    debug: writer(logger, 'debug'),
    plain(many, msg) {
      if (!logger.isLevelEnabled('info')) return
      const head = JSON.stringify({ level: 'info', ...logger.bindings() }).slice(0, -1)
      const end = `,"msg":${JSON.stringify(msg)}}\n`
      for (const facts of many) write(`${head},${JSON.stringify(facts).slice(1, -1)}${end}`)
    },
    component: name => parts.get(name) ?? part(name),
    with: facts => speak(logger.child(presentable(facts)), env, write),
    enabled: level => logger.isLevelEnabled(level),
  }
}

function writer(logger: Logger, level: Level): Write {
  return (first: string | Fields, message?: string) => {
    if (!logger.isLevelEnabled(level)) return
    if (typeof first === 'string') logger[level](first)
    else logger[level](presentable(first), message)
  }
}
