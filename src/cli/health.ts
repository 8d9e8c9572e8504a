// hearth health: asks a running Hearth whether it is well, for containers and scripts.
import { type Command, CommandError, say } from './command'

const PATIENCE_MS = 5000
const EVERYWHERE = new Set(['0.0.0.0', '::'])

export const health: Command = {
  usage: '',
  summary: 'exit 0 when the server on this machine answers, 1 when not',
  async run({ env }) {
    const host = EVERYWHERE.has(env.HOST) ? '127.0.0.1' : env.HOST
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${env.PORT}/ready`
    // HTTP_PROXY is for providers, not for this machine.
    const how = { signal: AbortSignal.timeout(PATIENCE_MS), proxy: false } as const
    const answer = await fetch(url, how).catch(() => null)
    if (!answer) throw new CommandError(`Nothing answers at ${url}.`)
    if (!answer.ok) throw new CommandError(`${url} answers ${answer.status}.`)
    say('healthy')
    return 0
  },
}
