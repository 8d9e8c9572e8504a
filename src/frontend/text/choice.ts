// Which language a person reads: kept in this browser, else the browser's own wish.
import { currentLanguage, isLanguage, type Language, preferredLanguage, setLanguage } from './index'

const KEY = 'hearth.language'

/** The language chosen, or null when the browser decides. */
export const chosenLanguage = (): Language | null => {
  const kept = localStorage.getItem(KEY)
  return isLanguage(kept) ? kept : null
}

/** Keeps the choice and switches the page; null leaves it to the browser, whatever the house says. */
export const chooseLanguage = async (language: Language | null): Promise<void> => {
  localStorage.setItem(KEY, language ?? 'browser')
  await setLanguage(language ?? preferredLanguage())
}

/** The house's own language, for whoever has not chosen one here; '' leaves it to the browser. */
export const adoptHouseLanguage = async (tag: string): Promise<void> => {
  const language = tag.slice(0, 2)
  const chosen = localStorage.getItem(KEY) !== null
  if (chosen || !isLanguage(language) || language === currentLanguage()) return
  await setLanguage(language).catch(() => undefined)
}

/** Called once, before the first render. English is at hand if the catalogue does not come. */
export const startLanguage = async (): Promise<void> => {
  await setLanguage(chosenLanguage() ?? preferredLanguage()).catch(() => setLanguage('en'))
}
