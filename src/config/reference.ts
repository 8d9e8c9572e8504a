// The tables for people of variables and settings, made from their rows.
import { areas as variableAreas } from '../env/variables'
import { size } from '../utils/kinds'
import { areas as settingAreas } from './settings'

interface Row {
  area: string
  /** The variable's name or the setting's key. */
  name: string
  /** Variables that give it its value. */
  env: readonly string[]
  initial: string
  sentence: string
}

/** Variables of the process first. What nothing acts on is left out. */
const rows = (): Row[] => [...variableRows(), ...settingRows()]

/** Markdown: a heading and a table for each area. */
export function settingsTables(): string {
  const all = rows()
  return [...new Set(all.map(({ area }) => area))]
    .map(area => {
      const mine = all.filter(row => row.area === area)
      const settings = mine.some(({ name, env }) => !env.includes(name))
      const head = ['Setting', 'Variable', 'Default', 'Meaning'].slice(settings ? 0 : 1)
      const cells = mine.map(({ name, env, initial, sentence }) => [
        ...(settings ? [code(name)] : []),
        env.map(code).join(' '),
        initial,
        sentence,
      ])
      return [`## ${area}`, '', ...table(head, cells)].join('\n')
    })
    .join('\n\n')
}

/** What most people want to know first, in this order. */
const FIRST = [
  ...['HOST', 'PORT', 'DATA_DIR', 'DATABASE_URL', 'WEBUI_URL', 'FORWARDED_ALLOW_IPS'],
  ...['WEBUI_SECRET_KEY', 'ENABLE_SIGNUP', 'DEFAULT_USER_ROLE', 'OPENAI_API_BASE_URLS'],
  ...['OPENAI_API_KEYS', 'OLLAMA_BASE_URLS', 'GLOBAL_LOG_LEVEL'],
]

/** Markdown: the variables that most people want, in one table. */
export function firstTable(): string {
  const all = rows()
  const found = FIRST.flatMap(name => all.find(({ env }) => env[0] === name) ?? [])
  const cells = found.map(({ env, initial, sentence }) => [code(env[0] ?? ''), initial, sentence])
  return table(['Variable', 'Default', 'Meaning'], cells).join('\n')
}

const variableRows = (): Row[] =>
  Object.entries(variableAreas).flatMap(([area, variables]) =>
    Object.entries(variables)
      .filter(([name]) => !PART.test(name))
      .map(([name, { kind, initial, sentence, secret }]) => ({
        area,
        name,
        env: [name],
        initial: secret ? '' : kind === size ? bytes(Number(initial)) : shown(initial),
        sentence,
      })),
  )

const settingRows = (): Row[] =>
  Object.entries(settingAreas).flatMap(([area, settings]) =>
    Object.entries(settings).map(([name, { env, initial, sentence, secret }]) => ({
      area,
      name,
      env,
      initial: secret ? '' : shown(initial),
      sentence,
    })),
  )

/** One row says enough of the levels of all parts. */
const PART = /^(?!GLOBAL_)\w+_LOG_LEVEL$/

const table = (head: string[], cells: string[][]): string[] => [
  line(head),
  line(head.map(() => '---')),
  ...cells.map(line),
]

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
