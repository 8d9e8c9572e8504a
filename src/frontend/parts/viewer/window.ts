// Which pages are near the eye, and how much room there is for them.
import { useEffect, useState } from 'react'

const MARGIN = '1200px 0px'

/** The element of a page. */
export const placeOf = (box: HTMLElement | null, number: number): Element | null =>
  box?.querySelector(`[data-page="${number}"]`) ?? null

/** The width of a box, 0 until it is known; small changes (a scrollbar that comes) do not count. */
export const useWidth = (box: HTMLElement | null): number => {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!box) return
    const watch = new ResizeObserver(() =>
      setWidth(known => (Math.abs(known - box.clientWidth) > 24 ? box.clientWidth : known)),
    )
    watch.observe(box)
    return () => watch.disconnect()
  }, [box])
  return width
}

interface Near {
  near: ReadonlySet<number>
  /** The page that is being looked at. */
  current: number
}

/** Pages in the box that are to be drawn. */
export const useNear = (box: HTMLElement | null, ready: boolean): Near => {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set())
  const [current, setCurrent] = useState(1)
  useEffect(() => {
    if (!box || !ready) return
    const seen = new Set<number>()
    const notice = (entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        const number = Number((target as HTMLElement).dataset.page)
        if (isIntersecting) seen.add(number)
        else seen.delete(number)
      }
      setNear(new Set(seen))
    }
    const watch = new IntersectionObserver(notice, { root: box, rootMargin: MARGIN })
    const follow = new MutationObserver(() => observeAll())
    const observeAll = () => {
      for (const page of box.querySelectorAll('[data-page]')) watch.observe(page)
    }
    const scrolled = () => setCurrent(atEye(box))
    observeAll()
    follow.observe(box, { childList: true })
    box.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      watch.disconnect()
      follow.disconnect()
      box.removeEventListener('scroll', scrolled)
    }
  }, [box, ready])
  return { near, current }
}

/** The last page that begins above the middle of the box, where a lit passage is brought. */
function atEye(box: HTMLElement): number {
  const line = box.getBoundingClientRect().top + box.clientHeight / 2
  let last = 1
  for (const page of box.querySelectorAll<HTMLElement>('[data-page]')) {
    if (page.getBoundingClientRect().top > line) break
    last = Number(page.dataset.page)
  }
  return last
}
