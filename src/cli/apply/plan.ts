// The whole plan: what a file changes about what is, in the order in which it is done.
import { planConnections } from './connections'
import { planGroups } from './groups'
import { planModels } from './models'
import { planSettings } from './settings'
import type { Ground, Step } from './state'

/** Nothing when everything is as the file says. Throws CommandError with all that is wrong with it. */
export function plan(ground: Ground): Step[] {
  refusePrompts(ground)
  const steps = [
    ...planSettings(ground),
    ...planConnections(ground),
    ...planGroups(ground),
    ...planModels(ground),
  ]
  ground.file.check()
  return steps
}

function refusePrompts({ file }: Ground): void {
  const { prompts = null } = file.said
  const isEmpty =
    prompts === null || (typeof prompts === 'object' && Object.keys(prompts).length === 0)
  if (!isEmpty) file.fault(['prompts'], 'this version of Hearth has no prompts; leave them out.')
}

/** A line for each step and each thing about it. */
export const lines = (steps: readonly Step[]): string[] =>
  steps.flatMap(({ sign, noun, name, details }) => {
    const [first = '', ...rest] = details
    const head = `  ${sign} ${noun.padEnd(11)} ${name}`
    return details.length === 1
      ? [`${head}: ${first}`]
      : [head, ...[first, ...rest].filter(Boolean).map(detail => `      ${detail}`)]
  })
