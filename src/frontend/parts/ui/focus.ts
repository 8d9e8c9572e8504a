// Keeps the focus near the person's place: what floated gives it back, and what is gone passes it on.

const FLOATING =
  '[role=dialog], [role=alertdialog], [role=menu], [role=listbox], [data-sonner-toaster]'
const OVER = '[role=dialog], [role=alertdialog]'
const REACHED =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]'

interface Step {
  parent: Element
  place: number
}

/** What had the focus last, floating or not. */
let last: HTMLElement | null = null
/** What had it last on the page itself, and the way from there to the root. */
let home: HTMLElement | null = null
let trail: Step[] = []

const trailOf = (start: Element): Step[] => {
  const steps: Step[] = []
  for (let at = start; at.parentElement; at = at.parentElement) {
    steps.push({ parent: at.parentElement, place: [...at.parentElement.children].indexOf(at) })
  }
  return steps
}

const seen = (element: HTMLElement): boolean => element.checkVisibility()

const within = (box: Element): HTMLElement[] =>
  [box, ...box.querySelectorAll(REACHED)].filter(
    (one): one is HTMLElement => one instanceof HTMLElement && one.matches(REACHED) && seen(one),
  )

/** What stands where the lost one stood, or else the end of what stands before it. */
const beside = ({ parent, place }: Step): HTMLElement | undefined => {
  const boxes = [...parent.children]
  for (const box of boxes.slice(place)) {
    const [first] = within(box)
    if (first) return first
  }
  for (const box of boxes.slice(0, place).reverse()) {
    const end = within(box).at(-1)
    if (end) return end
  }
  return undefined
}

const nearest = (): HTMLElement | null => {
  for (const step of trail) {
    if (!step.parent.isConnected) continue
    const found = beside(step)
    if (found) return found
    if (step.parent.matches('main, nav, aside')) break
  }
  return document.querySelector('main')
}

const nobodyHasIt = (): boolean =>
  document.activeElement === null || document.activeElement === document.body

/** Puts the focus back to the page, unless something has taken it already. */
export const giveBack = (): void => {
  if (!nobodyHasIt()) return
  const to = home?.isConnected && seen(home) ? home : nearest()
  to?.focus({ preventScroll: true })
}

const remember = ({ target }: FocusEvent) => {
  if (!(target instanceof HTMLElement)) return
  last = target
  if (target.closest(FLOATING)) return
  home = target
  trail = trailOf(target)
}

const passOn = () => {
  if (!last || last.isConnected || !nobodyHasIt()) return
  last = null
  // Whoever removed it may have a better place in mind, and says so before the next picture.
  requestAnimationFrame(() => setTimeout(() => document.querySelector(OVER) ?? giveBack()))
}

/** For as long as the page is open. */
export const followFocus = (): void => {
  document.addEventListener('focusin', remember)
  new MutationObserver(passOn).observe(document.body, { childList: true, subtree: true })
}
