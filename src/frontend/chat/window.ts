// Puts only the end of a long conversation on the page, and more of it as the reader goes up.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

const FIRST = 10
const STEP = 10
/** More than this on the page is cut back to the first number when the reader is at the end. */
const MOST = 80

export interface Window {
  /** The place of the first message on the page. */
  start: number
  showMore: () => void
}

/** The window over `count` messages; `sentinel` stands above the first one while there are more. */
export const useWindow = (
  count: number,
  atEnd: boolean,
  box: RefObject<HTMLElement | null>,
  sentinel: RefObject<HTMLElement | null>,
): Window => {
  const [start, setStart] = useState(Math.max(0, count - FIRST))
  const held = useRef<{ height: number; top: number } | null>(null)

  // A branch of another length, or so much at the end that memory would grow without bound.
  if (start >= count && start > 0) setStart(Math.max(0, count - FIRST))
  else if (atEnd && count - start > MOST) setStart(Math.max(0, count - FIRST))

  const showMore = () => {
    const target = box.current
    if (target) held.current = { height: target.scrollHeight, top: target.scrollTop }
    setStart(at => Math.max(0, at - STEP))
  }
  const latest = useRef(showMore)
  latest.current = showMore

  // What the reader looks at stays where it is while older messages appear above it.
  useLayoutEffect(() => {
    const target = box.current
    if (!target || !held.current || start < 0) return
    target.scrollTop = held.current.top + target.scrollHeight - held.current.height
    held.current = null
  }, [start, box])

  useEffect(() => {
    const line = sentinel.current
    if (!line || start === 0) return
    const watcher = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && latest.current(),
      { root: box.current, rootMargin: '1200px 0px 0px 0px' },
    )
    watcher.observe(line)
    return () => watcher.disconnect()
  }, [start, box, sentinel])

  return { start, showMore }
}
