// A person's or model's picture, or the first letter of the name.
import { useState } from 'react'
import { cls } from './cls'

export interface AvatarProps {
  name: string
  src?: string | null | undefined
  size?: 'sm' | 'md' | 'lg'
}

const sizes = { sm: 'size-6 text-xs', md: 'size-8 text-sm', lg: 'size-16 text-2xl' }

/** Pictures come from this server or from inside the row; anything else is not asked for. */
const ours = (src: string): boolean =>
  src !== '/user.png' && (src.startsWith('data:image/') || (src.startsWith('/') && src[1] !== '/'))

export function Avatar({ name, src, size = 'md' }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null)
  const shown = src && ours(src) && broken !== src ? src : null
  const box = cls('shrink-0 overflow-hidden rounded-full', sizes[size])
  if (shown) {
    return (
      <img
        alt=""
        src={shown}
        onError={() => setBroken(shown)}
        className={cls(box, 'object-cover')}
      />
    )
  }
  const letter = [...name.trim()][0]?.toUpperCase() ?? '?'
  return (
    <span
      aria-hidden
      className={cls(
        box,
        'inline-flex items-center justify-center bg-wash-strong font-medium text-text',
      )}
    >
      {letter}
    </span>
  )
}
