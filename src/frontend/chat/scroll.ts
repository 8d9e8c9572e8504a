// Keeps a growing conversation where its reader is: at the end while they are there, still elsewhere.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Closer to the end than this counts as being there. */
const NEAR = 48

export interface Follow {
  /** False when the reader has gone up to read. */
  atEnd: boolean
  toEnd: (smooth?: boolean) => void
}

const distance = (box: HTMLElement) => box.scrollHeight - box.clientHeight - box.scrollTop

/** Follows the end of `box` as `content` grows, until the reader scrolls up. */
export const useFollow = (
  box: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): Follow => {
  const following = useRef(true)
  const last = useRef(0)
  const [atEnd, setAtEnd] = useState(true)

  const toEnd = useCallback(
    (smooth = false) => {
      following.current = true
      setAtEnd(true)
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches
      box.current?.scrollTo({
        top: box.current.scrollHeight,
        behavior: smooth && !still ? 'smooth' : 'instant',
      })
    },
    [box],
  )

  useLayoutEffect(() => toEnd(), [toEnd])

  useEffect(() => {
    const target = box.current
    const inner = content.current
    if (!target || !inner) return
    const onScroll = () => {
      const up = target.scrollTop < last.current - 1
      last.current = target.scrollTop
      const near = distance(target) < NEAR
      if (near) following.current = true
      else if (up) following.current = false
      setAtEnd(following.current || near)
    }
    const sizes = new ResizeObserver(() => {
      if (following.current) target.scrollTop = target.scrollHeight
      else setAtEnd(distance(target) < NEAR)
    })
    sizes.observe(inner)
    sizes.observe(target)
    target.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      sizes.disconnect()
      target.removeEventListener('scroll', onScroll)
    }
  }, [box, content])

  return { atEnd, toEnd }
}
