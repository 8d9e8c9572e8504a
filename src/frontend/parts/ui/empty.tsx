// A list with nothing in it yet: says what belongs here and how it gets here.
import type { ReactNode } from 'react'

export interface EmptyProps {
  icon?: ReactNode
  title: string
  text: string
  action?: ReactNode
}

export function Empty({ icon, title, text, action }: EmptyProps) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-2 py-12 text-center">
      {icon ? <span className="mb-1 text-muted">{icon}</span> : null}
      <p className="font-medium">{title}</p>
      <p className="text-muted">{text}</p>
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  )
}
