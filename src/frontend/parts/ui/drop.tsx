// Takes files that are dropped anywhere inside, and shows where they would go.
import { type DragEvent, type ReactNode, useState } from 'react'
import { cls } from './cls'

interface DropProps {
  /** Names the place for screen readers. */
  label: string
  /** What is said while something hangs over it. */
  text: string
  icon: ReactNode
  className: string
  /** Runs while the event does. */
  onFiles: (data: DataTransfer) => void
  children: ReactNode
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

export function Drop({ label, text, icon, className, onFiles, children }: DropProps) {
  const [over, setOver] = useState(false)
  return (
    <section
      aria-label={label}
      className={cls('relative', className)}
      onDragOver={event => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={event => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(false)
        onFiles(event.dataTransfer)
      }}
    >
      {children}
      {over ? (
        <div className="pointer-events-none absolute inset-2 z-40 flex flex-col items-center justify-center gap-3 rounded-panel border-2 border-dashed border-accent bg-surface/90 text-base font-medium">
          <span className="text-accent">{icon}</span>
          {text}
        </div>
      ) : null}
    </section>
  )
}
