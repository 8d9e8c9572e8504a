// Runs before the first paint, as a small blocking script: theme, language and direction.

const wear = () => {
  const kept = localStorage.getItem('hearth.theme')
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  const root = document.documentElement
  root.dataset.theme = kept === 'light' || kept === 'dark' ? kept : dark ? 'dark' : 'light'
  const language = localStorage.getItem('hearth.language')
  if (language) root.lang = language
  if (language === 'ar') root.dir = 'rtl'
}

wear()
