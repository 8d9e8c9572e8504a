// Which language a person reads: kept in this browser, else the browser's own wish.
import { isLanguage, type Language, preferredLanguage, setLanguage } from './index'

const KEY = 'hearth.language'

/** The language chosen, or null when the browser decides. */
export const chosenLanguage = (): Language | null => {
  const kept = localStorage.getItem(KEY)
  return isLanguage(kept) ? kept : null
}

/** Keeps the choice and switches the page; null gives the choice back to the browser. */
export const chooseLanguage = async (language: Language | null): Promise<void> => {
  if (language) localStorage.setItem(KEY, language)
  else localStorage.removeItem(KEY)
  await setLanguage(language ?? preferredLanguage())
}

/** Called once, before the first render. English is at hand if the catalogue does not come. */
export const startLanguage = async (): Promise<void> => {
  await setLanguage(chosenLanguage() ?? preferredLanguage()).catch(() => setLanguage('en'))
}
