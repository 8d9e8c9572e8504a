// Takes the README's pictures of the demo: `npm run build`, then `bun test/browser/pictures.ts`.
import { chromium } from 'playwright-core'
import { emptyFolder, serve } from '../binary/hearth'
import { answered, say } from './person'

const shots = [
  { file: 'screenshot', width: 1280, height: 920, theme: 'light', text: 'Compare teas in a table' },
  { file: 'phone', width: 390, height: 844, theme: 'dark', text: 'Is 2027 prime?' },
] as const

await using folder = await emptyFolder()
await using demo = await serve({ dir: folder.path, args: ['--demo'] })
const executablePath = process.env.CHROMIUM ?? Bun.which('chromium') ?? 'chromium'
await using browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
for (const { file, width, height, theme, text } of shots) {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: theme,
    isMobile: width < 600,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  })
  await page.goto(demo.url)
  await say(page, text)
  await answered(page, 'Scripted reply')
  // The title comes after the answer.
  await page.getByRole('banner').getByText('New chat').waitFor({ state: 'detached' })
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.screenshot({ path: `deploy/${file}.png` })
}
