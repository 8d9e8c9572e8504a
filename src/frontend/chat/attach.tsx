// Takes whatever is dropped anywhere on the chat.
import { Paperclip } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { useText } from '../text/index'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

/** Takes what is dropped anywhere inside. */
export function DropZone({
  onFiles,
  children,
}: {
  onFiles: (files: File[]) => void
  children: ReactNode
}) {
  const [over, setOver] = useState(false)
  const t = useText()
  return (
    <section
      aria-label={t('chat.page')}
      className="relative flex min-h-0 flex-1 flex-col"
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
        onFiles([...event.dataTransfer.files])
      }}
    >
      {children}
      {over ? (
        <div className="pointer-events-none absolute inset-2 z-40 flex flex-col items-center justify-center gap-3 rounded-panel border-2 border-dashed border-accent bg-surface/90 text-base font-medium">
          <Paperclip aria-hidden size={28} className="text-accent" />
          {t('chat.composer.drop')}
        </div>
      ) : null}
    </section>
  )
}
