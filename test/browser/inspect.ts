// Looks at a page as it stands: photographs it, asks axe, and searches for what sticks out.
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { until } from '../until'

const GALLERY = join(import.meta.dir, 'gallery')

export type Theme = 'light' | 'dark'

/** Puts the theme on, waits until nothing moves or loads, and keeps a picture in the gallery. */
export async function photograph(page: Page, name: string, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await until(() => page.evaluate(atRest))
  await mkdir(GALLERY, { recursive: true })
  await page.screenshot({ path: join(GALLERY, `${name}-${theme}.png`) })
}

/** No skeleton, no picture on its way, no animation but those that go on for ever. */
const atRest = (): boolean =>
  !document.querySelector('[role=status][aria-label=Loading]') &&
  [...document.images].every(image => image.complete) &&
  document.fonts.status === 'loaded' &&
  document
    .getAnimations()
    .every(one => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity)

/** A menu floats above the landmarks, as a dialog does. */
const FLOATING = {
  checks: [
    {
      id: 'region',
      options: { regionMatcher: 'dialog, [role=dialog], [role=alertdialog], [role=menu], svg' },
    },
  ],
}

let source: string | undefined

/** `all` is every rule; `wcag` leaves out axe's own advice; `colours` is what changes with the theme. */
export type Scope = 'all' | 'wcag' | 'colours'

const scopes: Record<Scope, RunOptions> = {
  all: { rules: { 'target-size': { enabled: true } } },
  wcag: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  colours: { runOnly: ['color-contrast', 'link-in-text-block'] },
}

/** What axe finds, a line each. */
export async function findings(page: Page, scope: Scope): Promise<string[]> {
  source ??= readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
  // Evaluated by the debugger, the source needs no leave of the content policy.
  await page.evaluate(`window.axe || void (() => { ${source} })()`)
  await page.evaluate(`axe.configure(${JSON.stringify(FLOATING)})`)
  const options: RunOptions = { resultTypes: ['violations'], preload: false, ...scopes[scope] }
  const { violations } = (await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)})`,
  )) as AxeResults
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.html.slice(0, 160)} (${node.failureSummary})`),
  )
}

/**
 * What scrolls without being made to: the page sideways, a box nobody can reach by keyboard, or the
 * whole frame, which would slide up when something out of sight gets the focus.
 */
export const strayScrolls = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const meant = '[role=group][tabindex="0"], nav, textarea, input, select'
    const boxes = [...document.querySelectorAll<HTMLElement>('body *')]
    const wide = boxes.filter(
      box =>
        box.scrollWidth > box.clientWidth + 1 &&
        /auto|scroll/.test(getComputedStyle(box).overflowX) &&
        !box.matches(meant),
    )
    const loose = boxes.filter(
      box =>
        box.clientHeight >= innerHeight &&
        box.scrollHeight > box.clientHeight + 1 &&
        getComputedStyle(box).overflowY === 'hidden',
    )
    const root = document.documentElement
    return [
      ...(root.scrollWidth > innerWidth ? [`the page is ${root.scrollWidth} wide`] : []),
      ...wide.map(box => `sideways: ${box.outerHTML.slice(0, 160)}`),
      ...loose.map(box => `slides by ${box.scrollHeight - box.clientHeight}: ${box.className}`),
    ]
  })
