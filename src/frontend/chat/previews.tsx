// The images of a message before it is sent, each with a way to take it out again.
import { X } from 'lucide-react'
import { IconButton } from '../parts/ui/button'
import { Spinner } from '../parts/ui/spinner'
import { useText } from '../text/index'
import type { ImageDraft } from './images'

interface PreviewsProps {
  images: ImageDraft[]
  onRemove: (id: string) => void
}

export function Previews({ images, onRemove }: PreviewsProps) {
  const t = useText()
  if (!images.length) return null
  return (
    <ul aria-label={t('chat.composer.attached')} className="flex flex-wrap gap-2 px-3 pt-3">
      {images.map(({ id, name, url }, place) => (
        <li key={id} className="relative">
          {url ? (
            <img
              src={url}
              alt={name || t('chat.composer.image', { number: place + 1 })}
              className="size-16 rounded-control border border-line object-cover"
            />
          ) : (
            <span className="flex size-16 items-center justify-center rounded-control border border-line text-muted">
              <Spinner />
            </span>
          )}
          <IconButton
            size="sm"
            tip={false}
            label={t('chat.composer.remove', { name })}
            onClick={() => onRemove(id)}
            className="absolute -end-2 -top-2 size-6 rounded-full border border-line bg-raised shadow-float hover:bg-sunken!"
          >
            <X aria-hidden size={14} />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}
