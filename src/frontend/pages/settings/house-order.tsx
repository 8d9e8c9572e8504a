// A list whose rows are put in order: dragged by a handle, or moved with the arrow keys.
import { GripVertical } from 'lucide-react'
import { type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { cls } from '../../parts/ui/cls'
import { useText } from '../../text/index'

interface OrderProps<T> {
  items: T[]
  idOf: (item: T) => string
  nameOf: (item: T, place: number) => string
  disabled?: boolean
  onOrder: (items: T[]) => void
  /** A row with its handle. */
  children: (item: T, handle: ReactNode, place: number) => ReactNode
}

const moved = <T,>(items: T[], from: number, to: number): T[] => {
  const rest = items.filter((_, index) => index !== from)
  const item = items[from]
  return item === undefined ? items : rest.toSpliced(to, 0, item)
}

export function Order<T>({ items, idOf, nameOf, disabled, onOrder, children }: OrderProps<T>) {
  const t = useText()
  const list = useRef<HTMLOListElement>(null)
  const [drag, setDrag] = useState<{ id: string; items: T[] } | null>(null)
  const [said, setSaid] = useState('')
  const shown = drag?.items ?? items
  const tell = (name: string, place: number) =>
    setSaid(t('house.moved', { name, place: place + 1, count: items.length }))

  /** The place of the row under the pointer. */
  const placeAt = (y: number): number => {
    const rows = [...(list.current?.children ?? [])].map(row => row.getBoundingClientRect())
    const place = rows.findIndex(({ top, height }) => y < top + height / 2)
    return place === -1 ? rows.length - 1 : place
  }
  const follow = (event: PointerEvent) => {
    if (!drag) return
    const from = drag.items.findIndex(item => idOf(item) === drag.id)
    const to = placeAt(event.clientY)
    if (from !== to) setDrag({ ...drag, items: moved(drag.items, from, to) })
  }
  const drop = () => {
    if (!drag) return
    const place = drag.items.findIndex(item => idOf(item) === drag.id)
    const changed = drag.items.some((item, index) => item !== items[index])
    setDrag(null)
    if (!changed) return
    tell(nameOf(drag.items[place] as T, place), place)
    onOrder(drag.items)
  }
  const step = (place: number, by: number) => {
    const to = place + by
    if (to < 0 || to >= items.length) return
    tell(nameOf(items[place] as T, place), to)
    onOrder(moved(items, place, to))
  }
  return (
    <>
      <ol ref={list}>
        {shown.map((item, place) => {
          const id = idOf(item)
          return (
            <li
              key={id}
              className={cls(
                'border-b border-line last:border-0',
                drag?.id === id && 'bg-wash-strong',
              )}
            >
              {children(
                item,
                <button
                  type="button"
                  disabled={disabled}
                  aria-label={t('house.move', { name: nameOf(item, place) })}
                  title={t('house.moveHint')}
                  onPointerDown={event => {
                    event.currentTarget.setPointerCapture(event.pointerId)
                    setDrag({ id, items })
                  }}
                  onPointerMove={follow}
                  onPointerUp={drop}
                  onPointerCancel={() => setDrag(null)}
                  onKeyDown={event => {
                    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
                    if (by === undefined) return
                    event.preventDefault()
                    step(place, by)
                  }}
                  className="tap inline-flex size-8 shrink-0 cursor-grab touch-none items-center justify-center rounded-control text-muted hover:bg-wash hover:text-text active:cursor-grabbing disabled:cursor-not-allowed disabled:opacity-50"
                >
                  <GripVertical aria-hidden size={16} />
                </button>,
                place,
              )}
            </li>
          )
        })}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}
