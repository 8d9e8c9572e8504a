// The README's tables of variables and settings, made from their rows.
import { areas as variableAreas } from '../env/variables'
import { size } from '../utils/kinds'
import { areas as settingAreas } from './settings'

/** Markdown: a heading and a table for each area, variables of the process first. What nothing acts on is left out. */
export function settingsTable(): string {
  const variables = Object.entries(variableAreas).map(([area, rows]) =>
    table(
      area,
      ['Variable', 'Default', 'Meaning'],
      Object.entries(rows)
        .filter(([name]) => !PART.test(name))
        .map(([name, { kind, initial, sentence, secret }]) => [
          code(name),
          secret ? '' : kind === size ? bytes(Number(initial)) : shown(initial),
          sentence,
        ]),
    ),
  )
  const settings = Object.entries(settingAreas).map(([area, rows]) =>
    table(
      area,
      ['Setting', 'Variable', 'Default', 'Meaning'],
      Object.entries(rows).map(([key, { env, initial, sentence, secret }]) => [
        code(key),
        env.map(code).join(' '),
        secret ? '' : shown(initial),
        sentence,
      ]),
    ),
  )
  return [...variables, ...settings].join('\n')
}

/** One row says enough of the levels of all parts. */
const PART = /^(?!GLOBAL_)\w+_LOG_LEVEL$/

const table = (area: string, head: string[], rows: string[][]): string =>
  [`### ${area}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n')

const line = (cells: string[]): string =>
  `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`

const code = (text: string): string => `\`${text}\``

const LONGEST = 40

/** A default, unless it says nothing or is a long structure. */
function shown(value: unknown): string {
  if (value === null || value === '') return ''
  const text = Array.isArray(value) ? value.join(', ') : String(value)
  return typeof value === 'object' && !flat(value)
    ? ''
    : text && text.length <= LONGEST
      ? code(text)
      : ''
}

const flat = (value: object | null): boolean =>
  Array.isArray(value) && value.every(part => typeof part !== 'object')

const bytes = (count: number): string => code(`${count / 1024 ** 2}MB`)
