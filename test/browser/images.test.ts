// Pictures in a message: pasted, dropped, picked, taken out again, seen by the model.
import { expect } from 'bun:test'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { until } from '../until'
import { journey, openPage } from './browser'
import { keepChat } from './chats'
import { MODEL, openHouse } from './house'
import { answered, button, chooseForChat, field, newest } from './person'
import { picture } from './picture'

const sees = {
  reply: (request: { images: unknown[] }) => `I see ${request.images.length} image(s).`,
}

const PNG = picture(8, 8)
const DATA_URL = `data:image/png;base64,${PNG.toString('base64')}`

const previews = (page: Page) => page.getByRole('list', { name: 'Attached images' })

/** Gives files to the page as a paste or a drop on the message field. */
const hand = (page: Page, kind: 'paste' | 'drop', files: { name: string; type: string }[]) =>
  field(page).evaluate(
    (target, { kind, files, png }) => {
      const bytes = Uint8Array.from(atob(png), sign => sign.charCodeAt(0))
      const data = new DataTransfer()
      for (const { name, type } of files) data.items.add(new File([bytes], name, { type }))
      const about = { bubbles: true, cancelable: true }
      const drag = (name: string) =>
        target.dispatchEvent(new DragEvent(name, { ...about, dataTransfer: data }))
      if (kind === 'paste')
        return target.dispatchEvent(new ClipboardEvent('paste', { ...about, clipboardData: data }))
      drag('dragover')
      return drag('drop')
    },
    { kind, files, png: PNG.toString('base64') },
  )

journey('a pasted and a dropped picture go with the message and stay in it', async () => {
  await using house = await openHouse(sees)
  await using page = await openPage(house.app, { as: house.ada })
  await field(page).waitFor()
  await hand(page, 'paste', [{ name: 'first.png', type: 'image/png' }])
  await previews(page).getByRole('img', { name: 'first.png' }).waitFor()
  await hand(page, 'drop', [{ name: 'second.png', type: 'image/png' }])
  await previews(page).getByRole('img', { name: 'second.png' }).waitFor()
  await field(page).fill('What is this?')
  await button(page, 'Send').click()
  await answered(page, 'I see 2 image(s).')
  const { images } = house.provider.calls.filter(call => Object(call.body).model === MODEL)[0] ?? {}
  expect(images).toHaveLength(2)
  await page.waitForURL('**/c/*')
  await page.reload()
  const shown = page.getByRole('article').first().getByRole('img')
  await shown.first().waitFor()
  expect(await shown.count()).toBe(2)
  await until(() => shown.last().evaluate(img => (img as HTMLImageElement).naturalWidth > 0))
})

journey('pictures come as links, and a saved chat neither loses nor doubles them', async () => {
  await using house = await openHouse(sees)
  const id = await keepChat(house.ada, 'Album', [
    { content: 'Look', files: [{ type: 'image', url: DATA_URL, name: 'sky.png' }] },
    'A sky.',
  ])
  const heard: string[] = []
  await using page = await openPage(house.app, {
    as: house.ada,
    path: `/c/${id}`,
    before: page =>
      page.route('**/api/v1/chats/**', async route => {
        const response = await route.fetch()
        heard.push(await response.text())
        // A page that is being read again waits for no answer.
        await route.fulfill({ response }).catch(() => undefined)
      }),
  })
  await chooseForChat(page, 'Album', 'Pin')
  await page.getByRole('region', { name: 'Pinned' }).getByRole('link', { name: 'Album' }).waitFor()
  await button(newest(page), 'Edit').click()
  await page.getByRole('textbox', { name: 'Edit message' }).fill('An evening sky.')
  const saved = page.waitForResponse(
    answer => answer.request().method() === 'POST' && answer.url().includes(`/chats/${id}?`),
  )
  await button(newest(page), 'Save').click()
  expect((await saved).status()).toBe(200)
  await page.reload()
  await answered(page, 'An evening sky.')
  const shown = page.getByRole('article').first().getByRole('img', { name: 'sky.png' })
  await until(() => shown.evaluate(img => (img as HTMLImageElement).naturalWidth > 0))
  expect(heard.length).toBeGreaterThan(3)
  expect(heard.filter(text => text.includes('data:image'))).toEqual([])
  const { body } = await house.ada.get(`/api/v1/chats/${id}`)
  expect(body.chat.messages[0].files).toEqual([{ type: 'image', url: DATA_URL, name: 'sky.png' }])
  const files = await readdir(join(house.app.dir, 'uploads'), {
    recursive: true,
    withFileTypes: true,
  })
  expect(files.filter(entry => entry.isFile())).toHaveLength(1)
})

journey('a picked picture can be taken out again', async () => {
  await using house = await openHouse(sees)
  await using page = await openPage(house.app, { as: house.ada })
  const choosing = page.waitForEvent('filechooser')
  await button(page, 'Add to the message').click()
  await page.getByRole('menuitem', { name: 'Files from this device' }).click()
  await (await choosing).setFiles([
    { name: 'one.png', mimeType: 'image/png', buffer: PNG },
    { name: 'two.png', mimeType: 'image/png', buffer: PNG },
  ])
  await previews(page).getByRole('img', { name: 'two.png' }).waitFor()
  await button(page, 'Remove one.png').click()
  await button(page, 'Send').click()
  await answered(page, 'I see 1 image(s).')
  expect(await previews(page).count()).toBe(0)
})

journey('a broken picture says so, and an edited question keeps its picture', async () => {
  await using house = await openHouse(sees)
  await using page = await openPage(house.app, { as: house.ada })
  await field(page).waitFor()
  await page.locator('input[type=file]').setInputFiles({
    name: 'broken.png',
    mimeType: 'image/png',
    buffer: Buffer.from('this is no picture'),
  })
  await page.getByText('broken.png could not be read as an image.').waitFor()
  await hand(page, 'paste', [{ name: 'good.png', type: 'image/png' }])
  await previews(page).getByRole('img', { name: 'good.png' }).waitFor()
  await field(page).fill('Look')
  await button(page, 'Send').click()
  await answered(page, 'I see 1 image(s).')
  await field(page).press('ArrowUp')
  await page.getByRole('textbox', { name: 'Edit message' }).fill('Look closer')
  await page.getByRole('textbox', { name: 'Edit message' }).press('Enter')
  await page.getByText('Look closer').waitFor()
  await answered(page, 'I see 1 image(s).')
  expect(await newest(page).count()).toBe(1)
})
