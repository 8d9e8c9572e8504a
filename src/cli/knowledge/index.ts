// hearth knowledge: knowledge bases of a running Hearth from the shell, here or on another machine.
import { bytes } from '../../utils/size'
import { type Command, CommandError, type Given, say } from '../command'
import { bases } from './base'
import { Refused, type Server, serverOf } from './server'
import { sync } from './sync'

export const knowledge: Command = {
  usage: 'VERB [NAME] [DIR]',
  summary: 'list, or sync NAME DIR: makes a knowledge base hold what a folder holds',
  flags: {
    url: { type: 'string', takes: 'URL', says: 'address of the Hearth (HEARTH_URL)' },
    'key-file': {
      type: 'string',
      takes: 'FILE',
      says: 'file with an API key (HEARTH_API_KEY); - is standard input',
    },
    prune: { type: 'boolean', says: 'sync: take out what is not in the folder any more' },
    'dry-run': { type: 'boolean', says: 'sync: only show the plan' },
    'no-wait': { type: 'boolean', says: 'sync: do not wait until all is read' },
    json: { type: 'boolean', says: 'list: as JSON' },
  },
  async run(given) {
    const [verb, name, folder] = given.words
    const call = callOf(verb, name, folder)
    const server = await serverOf(given)
    try {
      return await call(server, given.flags)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const about = [401, 403].includes(error.status) ? ' Is the API key the right one?' : ''
      throw new CommandError(`${server.url} says: ${error.message}${about}`)
    }
  },
}

type Call = (server: Server, flags: Given['flags']) => Promise<number>

function callOf(verb?: string, name?: string, folder?: string): Call {
  if (verb === 'list' && name === undefined) return list
  if (verb === 'sync' && name !== undefined && folder !== undefined)
    return (server, flags) =>
      sync(server, {
        name,
        folder,
        prune: flags.prune === true,
        dry: flags['dry-run'] === true,
        wait: flags['no-wait'] !== true,
      })
  throw new CommandError('Call it so: hearth knowledge list, hearth knowledge sync NAME DIR', 2)
}

async function list(server: Server, flags: Given['flags']): Promise<number> {
  const all = await bases(server)
  if (flags.json) say(JSON.stringify(all, null, 2))
  else if (all.length === 0) say('There is no knowledge base yet.')
  else for (const base of all) say(lineOf(base))
  return 0
}

function lineOf({
  id,
  name,
  count,
  bytes: size,
  states,
  writes,
}: Awaited<ReturnType<typeof bases>>[number]) {
  const open = (states.queued ?? 0) + (states.running ?? 0)
  const parts = [
    `${count} ${count === 1 ? 'file' : 'files'}, ${bytes(size)}`,
    ...(open > 0 ? [`${open} to be read`] : []),
    ...(states.failed ? [`${states.failed} not read`] : []),
    ...(writes ? [] : ['read only']),
  ]
  return `${id}  ${name} (${parts.join(', ')})`
}
