// Keeps a growing conversation where its reader is: at the end while they are there, still elsewhere.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Closer to the end than this counts as being there. */
const NEAR = 48

export interface Follow {
  /** False when the reader has gone up to read. */
  atEnd: boolean
  toEnd: (smooth?: boolean) => void
}

/** How long after a touch of the wheel, the keys or the screen a scroll counts as the reader's own. */
const INTENT = 600
const MEANT = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const

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
    let height = target.scrollHeight
    let meant = 0
    const mean = () => {
      meant = Date.now()
    }
    const onScroll = () => {
      // What shrinks and grows moves the page too: that is nobody going up to read.
      const own = target.scrollHeight === height || Date.now() - meant < INTENT
      const up = own && target.scrollTop < last.current - 1
      last.current = target.scrollTop
      height = target.scrollHeight
      const near = distance(target) < NEAR
      if (near) following.current = true
      else if (up) following.current = false
      setAtEnd(following.current || near)
    }
    const sizes = new ResizeObserver(() => {
      height = target.scrollHeight
      if (following.current) target.scrollTop = target.scrollHeight
      else setAtEnd(distance(target) < NEAR)
    })
    sizes.observe(inner)
    sizes.observe(target)
    target.addEventListener('scroll', onScroll, { passive: true })
    for (const name of MEANT) target.addEventListener(name, mean, { passive: true })
    return () => {
      sizes.disconnect()
      for (const name of MEANT) target.removeEventListener(name, mean)
      target.removeEventListener('scroll', onScroll)
    }
  }, [box, content])

  return { atEnd, toEnd }
}
