// What stands around every way in: the flame, a title, and which server this is.
import type { ReactNode } from 'react'
import { useConfig } from '../cache'
import { Mark } from '../parts/shell/mark'
import { useText } from '../text/index'

export function AuthFrame(props: { title: string; lead: string; children?: ReactNode }) {
  const t = useText()
  const { data: config } = useConfig()
  return (
    <main className="flex min-h-dvh flex-col items-center bg-surface px-5 py-10">
      <div className="my-auto w-full max-w-sm">
        <Mark size={44} />
        <h1 className="mt-5 text-2xl font-semibold tracking-tight">{props.title}</h1>
        <p className="mt-1.5 mb-7 text-muted">{props.lead}</p>
        {props.children}
      </div>
      <footer className="pt-8 text-xs text-muted">
        {config ? t('auth.version', { name: config.name, version: config.version }) : null}
      </footer>
    </main>
  )
}
