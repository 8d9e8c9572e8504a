// Opens Hearth in a real Chromium, and fails the test when the page met trouble it did not expect.
import { test } from 'bun:test'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { App } from '../app'
import type { Caller } from '../caller'
import { atEnd } from '../end'
import { type Trouble, watch } from './watch'

export const DESK = 1440
export const PHONE = 390
const HEIGHTS: Record<number, number> = { [DESK]: 900, [PHONE]: 844 }
const PATIENCE_MS = 30_000
/** Far more than any journey takes: on a busy machine each of its steps is slow. */
export const TEST_MS = 120_000

/**
 * The address field's popup is a page of its own in every window, and costs more than ours. The rest
 * Playwright switches off too, but only the last such flag counts.
 */
const OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${OFF.join(',')}`,
]

export interface PageOptions {
  /** Whose session the browser has; nobody's unless said. */
  as?: Caller
  /** The address to open; the start page unless said. */
  path?: string
  /** CSS pixels; below 600 the pointer is a finger. */
  width?: number
  /** What the system prefers. */
  theme?: 'light' | 'dark'
  /** The browser's language, `en-GB` unless said. */
  language?: string
  /** Runs before the page opens: for scripts, clocks and routes. */
  before?: (page: Page) => Promise<unknown>
}

export type OpenPage = Page & { trouble: Trouble }

/** A test in the browser. Named by what a person does or sees. */
export const journey = (name: string, walk: () => Promise<void>): void =>
  test(
    name,
    () =>
      walk().catch(thrown => {
        throw whole(thrown)
      }),
    TEST_MS,
  )

/** When closing fails after the walk did, both are told: Bun prints nothing of such a pair. */
function whole(thrown: unknown): unknown {
  if (!(thrown instanceof SuppressedError)) return thrown
  const first = whole(thrown.suppressed)
  if (first instanceof Error) first.message += `\n\nand on closing: ${thrown.error}`
  return first
}

let browser: Promise<Browser> | undefined

/** One browser for all tests of the process; another one if a test that timed out took it along. */
async function theBrowser(): Promise<Browser> {
  browser ??= launch()
  const running = await browser
  if (running.isConnected()) return running
  browser = launch()
  return browser
}

async function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM || Bun.which('chromium')
  if (!executablePath) {
    throw new Error('There is no chromium on the PATH. Install it, or name it in CHROMIUM.')
  }
  const launched = await chromium.launch({ executablePath, args: FLAGS })
  atEnd(() => launched.close())
  return launched
}

/**
 * Opens a page of its own browser profile. Leaving its scope closes it, and throws when the console, a
 * script, a request or the content policy reported something that `trouble.expect` did not name.
 */
export async function openPage(app: App, options: PageOptions = {}): Promise<OpenPage> {
  const context = await openContext(app, options)
  const trouble = watch(context, app.url)
  const page = await context.newPage()
  await options.before?.(page)
  await page.goto(app.url + (options.path ?? '/'))
  return Object.assign(page, {
    trouble,
    async [Symbol.asyncDispose]() {
      await context.close()
      trouble.end()
    },
  })
}

async function openContext(app: App, options: PageOptions): Promise<BrowserContext> {
  const { as, width = DESK, theme = 'light', language = 'en-GB' } = options
  const context = await (await theBrowser()).newContext({
    viewport: { width, height: HEIGHTS[width] ?? 900 },
    hasTouch: width < 600,
    isMobile: width < 600,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: language,
    permissions: ['clipboard-read', 'clipboard-write'],
    baseURL: app.url,
  })
  context.setDefaultTimeout(PATIENCE_MS)
  if (as) await context.addCookies([{ name: 'token', value: as.token, url: app.url }])
  return context
}
