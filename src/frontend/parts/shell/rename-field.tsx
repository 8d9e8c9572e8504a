// A title being changed in place: Enter keeps it, Escape leaves it, so does an empty one.
import { useEffect, useRef } from 'react'
import { useText } from '../../text/index'

interface RenameFieldProps {
  title: string
  /** Gets the new title, or null when it stays as it was. */
  onDone: (title: string | null) => void
}

export function RenameField({ title, onDone }: RenameFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const settled = useRef(false)
  const t = useText()
  useEffect(() => {
    // The menu that led here gives the focus back to its button first.
    const frame = requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.select()
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  const settle = (value: string | null) => {
    if (settled.current) return
    settled.current = true
    onDone(value?.trim() || null)
  }
  return (
    <input
      ref={field}
      dir="auto"
      aria-label={t('chats.newTitle')}
      defaultValue={title}
      maxLength={200}
      onBlur={event => settle(event.target.value)}
      onKeyDown={event => {
        if (event.key === 'Enter') settle(event.currentTarget.value)
        if (event.key === 'Escape') settle(null)
        event.stopPropagation()
      }}
      className="h-9 w-full rounded-control border border-accent bg-surface px-2.5 outline-none max-sm:text-base"
    />
  )
}
