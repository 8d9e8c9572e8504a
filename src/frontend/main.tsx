// Starts the page: theme, language, cache, then the app.
import { QueryClientProvider } from '@tanstack/react-query'
import { Direction } from 'radix-ui'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { arrive } from './arrival'
import { queryClient } from './cache'
import { followTheme } from './parts/shell/theme'
import { followFocus } from './parts/ui/focus'
import { Notices } from './parts/ui/toast'
import { TipProvider } from './parts/ui/tooltip'
import { startLanguage } from './text/choice'
import { useLanguage } from './text/index'

function Root() {
  const { dir } = useLanguage()
  return (
    <Direction.Provider dir={dir}>
      <TipProvider>
        <App />
        <Notices />
      </TipProvider>
    </Direction.Provider>
  )
}

const start = async () => {
  arrive()
  followTheme()
  followFocus()
  await startLanguage()
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no root element')
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Root />
      </QueryClientProvider>
    </StrictMode>,
  )
}

void start()
