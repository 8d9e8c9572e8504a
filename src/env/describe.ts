// The environment as people see it, in `hearth config`.
import type { Env } from '../env'
import { masked } from '../utils/mask'
import { ahead, type Variable, variables } from './variables'

/** One variable; the shape is that of a described setting. */
export interface DescribedVariable {
  key: string
  /** Its names. */
  env: readonly string[]
  /** Secrets are masked. */
  value: unknown
  source: 'default' | 'environment'
  sentence: string
  note: string | null
}

/** Every variable with its value and where it comes from. */
export function describeEnv(env: Env): DescribedVariable[] {
  return Object.entries<Variable<unknown>>(variables).map(([key, { also, secret, sentence }]) => {
    const names = also ? [key, also] : [key]
    const value = env[key as keyof typeof variables]
    const given = names.some(name => env.source[name] !== undefined)
    return {
      key,
      env: names,
      value: secret && given ? masked(value) : value,
      source: given ? 'environment' : 'default',
      sentence,
      note: key in ahead ? 'Checked, but nothing acts on it yet.' : null,
    }
  })
}
