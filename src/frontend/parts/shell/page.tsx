// The frame of a page that is not a chat: a header with its title, and one reading column.
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useConfig } from '../../cache'
import { SidebarToggle } from './sidebar-toggle'

/** Names the browser tab after the page. */
export const usePageTitle = (title: string): void => {
  const { data } = useConfig()
  const name = data?.name ?? 'Hearth'
  useEffect(() => {
    document.title = title ? `${title} · ${name}` : name
  }, [title, name])
}

export function Page({ title, children }: { title: string; children: ReactNode }) {
  usePageTitle(title)
  return (
    <>
      <header className="flex h-14 shrink-0 items-center gap-2 px-3 sm:px-4">
        <SidebarToggle />
        <h1 className="truncate text-base font-semibold">{title}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-(--container-reading) px-4 pt-1 pb-16 sm:px-6">
          {children}
        </div>
      </div>
    </>
  )
}
