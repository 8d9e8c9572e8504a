// What a setting takes, as far as its form needs to know.
import type { HouseSetting } from '../../api-house'

type Schema = HouseSetting['schema']

/** Every type that it may have. */
const typesOf = ({ type = [], anyOf = [] }: Schema): string[] => [
  ...[type].flat(),
  ...anyOf.flatMap(typesOf),
]

/** The type without the null that it may be, too. */
export const kindOf = (schema: Schema): string =>
  typesOf(schema).find(type => type !== 'null') ?? ''

export const isNullable = (schema: Schema): boolean => typesOf(schema).includes('null')

const SHORT = ['boolean', 'integer', 'number', 'string']

/** Whether its control needs the whole width. */
export const isWide = ({ schema, of, secret }: HouseSetting): boolean =>
  of === 'lines' || (!secret && !SHORT.includes(kindOf(schema)))

/** Texts, one a line. */
export const isList = ({ schema, secret }: HouseSetting): boolean =>
  !secret && kindOf(schema) === 'array' && schema.items?.type === 'string'

export interface ControlProps {
  setting: HouseSetting
  /** Ties it to its label and hint. */
  field: { id: string; 'aria-describedby': string }
  disabled: boolean
  /** The value that is on its way. */
  pending: { value: unknown } | null
  save: (value: unknown) => void
}
