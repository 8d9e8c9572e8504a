// Takes whatever is dropped anywhere on the chat.
import { Paperclip } from 'lucide-react'
import type { ReactNode } from 'react'
import { Drop } from '../parts/ui/drop'
import { useText } from '../text/index'

interface DropZoneProps {
  onFiles: (files: File[]) => void
  children: ReactNode
}

export function DropZone({ onFiles, children }: DropZoneProps) {
  const t = useText()
  return (
    <Drop
      label={t('chat.page')}
      text={t('chat.composer.drop')}
      icon={<Paperclip aria-hidden size={28} />}
      className="flex min-h-0 flex-1 flex-col"
      onFiles={({ files }) => onFiles([...files])}
    >
      {children}
    </Drop>
  )
}
