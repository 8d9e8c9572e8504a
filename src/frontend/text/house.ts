// The words of every setting of the server: a catalogue of its own, loaded when an admin needs it.
import { useQuery } from '@tanstack/react-query'
import type { HouseSetting } from '../api-house'
import { type Language, useLanguage } from './index'

/** What it is called, what it does, and what its choices are called; '' is the empty one. */
export type Words = [label: string, hint: string, choices?: Record<string, string>]

export interface HouseCatalogue {
  areas: Record<string, string>
  settings: Record<string, Words>
}

const loaders: Record<Language, () => Promise<HouseCatalogue>> = {
  en: async () => (await import('./en/house-words')).words,
  de: async () => (await import('./de/house-words')).words,
  ar: async () => (await import('./ar/house-words')).words,
}

export interface HouseWords {
  ready: boolean
  /** A setting that the catalogue does not know speaks for itself, in English. */
  label(setting: Pick<HouseSetting, 'key' | 'sentence'>): string
  hint(setting: Pick<HouseSetting, 'key'>): string
  choice(setting: Pick<HouseSetting, 'key'>, word: string): string
  area(name: string): string
}

/** The words in the language of the page. */
export const useHouseWords = (enabled = true): HouseWords => {
  const { language } = useLanguage()
  const { data, isPending } = useQuery({
    queryKey: ['words', language],
    queryFn: loaders[language],
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  })
  const of = (key: string) => data?.settings[key]
  return {
    ready: !isPending,
    label: ({ key, sentence }) => of(key)?.[0] ?? sentence,
    hint: ({ key }) => of(key)?.[1] ?? key,
    choice: ({ key }, word) => of(key)?.[2]?.[word] ?? (word || '—'),
    area: name => data?.areas[name] ?? name,
  }
}
