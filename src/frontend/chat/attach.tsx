// Images on their way into a message: pasted, picked or dropped anywhere on the chat.
import { ImagePlus } from 'lucide-react'
import { type DragEvent, type ReactNode, useCallback, useMemo, useState } from 'react'
import { notifyTrouble } from '../parts/ui/toast'
import { t, useText } from '../text/index'
import { type ImageDraft, imageUrl, isImage } from './images'

const MOST = 10

export interface Attachments {
  images: ImageDraft[]
  /** True while one of them is being made ready. */
  busy: boolean
  add: (files: File[]) => void
  remove: (id: string) => void
  replace: (images: ImageDraft[]) => void
}

const accepted = (files: File[], room: number): File[] => {
  for (const file of files) {
    if (!isImage(file)) notifyTrouble(t('chat.composer.notImage', { name: file.name }))
  }
  const images = files.filter(isImage)
  if (images.length > room) notifyTrouble(t('chat.composer.tooMany', { count: MOST }))
  return images.slice(0, Math.max(0, room))
}

export const useAttachments = (): Attachments => {
  const [images, setImages] = useState<ImageDraft[]>([])
  const count = images.length
  const remove = useCallback((id: string) => {
    setImages(list => list.filter(image => image.id !== id))
  }, [])
  const add = useCallback(
    (files: File[]) => {
      for (const file of accepted(files, MOST - count)) {
        const id = crypto.randomUUID()
        setImages(list => [...list, { id, name: file.name }])
        imageUrl(file).then(
          url => setImages(list => list.map(one => (one.id === id ? { ...one, url } : one))),
          () => {
            remove(id)
            notifyTrouble(t('chat.composer.imageFailed', { name: file.name }))
          },
        )
      }
    },
    [count, remove],
  )
  return useMemo(
    () => ({ images, busy: images.some(({ url }) => !url), add, remove, replace: setImages }),
    [images, add, remove],
  )
}

const filesOf = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

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
        if (!filesOf(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={event => {
        if (!filesOf(event)) return
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
    >
      {children}
      {over ? (
        <div className="pointer-events-none absolute inset-2 z-40 flex flex-col items-center justify-center gap-3 rounded-panel border-2 border-dashed border-accent bg-surface/90 text-base font-medium">
          <ImagePlus aria-hidden size={28} className="text-accent" />
          {t('chat.composer.drop')}
        </div>
      ) : null}
    </section>
  )
}
