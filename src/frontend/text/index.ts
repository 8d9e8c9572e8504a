// The translation layer: every sentence a person sees comes from a catalogue through `t`.
import IntlMessageFormat from 'intl-messageformat'
import { useSyncExternalStore } from 'react'
import { en, type TextId } from './en/index'

export type { TextId }
export type Catalogue = Record<TextId, string>
type Values = Record<string, string | number | Date>

/** Every language there is a catalogue for, by its own name. */
export const languages = {
  en: { name: 'English', dir: 'ltr' },
  de: { name: 'Deutsch', dir: 'ltr' },
  ar: { name: 'العربية', dir: 'rtl' },
} as const
export type Language = keyof typeof languages

const loaders: Record<Language, () => Promise<Catalogue>> = {
  en: async () => en,
  de: async () => (await import('./de/index')).de,
  ar: async () => (await import('./ar/index')).ar,
}

export const isLanguage = (value: unknown): value is Language =>
  typeof value === 'string' && Object.hasOwn(languages, value)

/** The first language of the browser's list that there is a catalogue for. */
export const preferredLanguage = (): Language =>
  navigator.languages.map(tag => tag.slice(0, 2)).find(isLanguage) ?? 'en'

let language: Language = 'en'
let catalogue: Catalogue = en
let formats = new Map<string, IntlMessageFormat>()
const listeners = new Set<() => void>()

/** Switches the language of the whole page; resolves when its catalogue is in use. */
export const setLanguage = async (next: Language): Promise<void> => {
  catalogue = await loaders[next]()
  language = next
  formats = new Map()
  document.documentElement.lang = next
  document.documentElement.dir = languages[next].dir
  for (const listener of listeners) listener()
}

export const currentLanguage = (): Language => language

const compiled = (id: TextId, message: string): IntlMessageFormat => {
  const known = formats.get(id)
  if (known) return known
  const format = new IntlMessageFormat(message, language, undefined, { ignoreTag: true })
  formats.set(id, format)
  return format
}

/** The message with this id, in the current language, with its ICU values filled in. */
export const t = (id: TextId, values?: Values): string => {
  const message = catalogue[id] ?? en[id] ?? id
  if (!message.includes('{') && !message.includes("'")) return message
  return String(compiled(id, message).format(values))
}

/** The language as the person's country writes it: `en-GB` dates for a browser set so. */
const region = (): string =>
  navigator.languages.find(tag => tag.slice(0, 2) === language) ?? language

/** A date, time or both, as the language writes it. Takes seconds since 1970 or a Date. */
export const formatDate = (
  when: number | Date,
  options: Intl.DateTimeFormatOptions = { dateStyle: 'medium' },
): string =>
  new Intl.DateTimeFormat(region(), options).format(
    typeof when === 'number' ? new Date(when * 1000) : when,
  )

/** A number as the language writes it. */
export const formatNumber = (value: number, options?: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(region(), options).format(value)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** `t` for a component, which renders again when the language changes. */
export const useText = (): typeof t => {
  useSyncExternalStore(subscribe, currentLanguage)
  return t
}

/** The language and reading direction in use. */
export const useLanguage = (): { language: Language; dir: 'ltr' | 'rtl' } => {
  const current = useSyncExternalStore(subscribe, currentLanguage)
  return { language: current, dir: languages[current].dir }
}
