// Asking documents: dropped into a chat, read, asked and cited; named with #; failing with a reason.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { send } from '../files'
import { pdf } from '../pdf'
import { journey, openPage } from './browser'
import { MODEL, openHouse } from './house'
import { answered, button, field, newest } from './person'

const FILLER = 'The harbour was quiet that evening and nobody spoke of the weather.'
const FACT = 'The keeper of the lighthouse at Skerry is called Ingrid Falk.'

/** Ninety pages, more than a model is given whole; the sixtieth has the fact. */
const book = () =>
  pdf(
    Array.from({ length: 90 }, (_, page) =>
      Array.from({ length: 20 }, (_, line) =>
        page === 59 && line === 9 ? FACT : `${page + 1}.${line + 1} ${FILLER}`,
      ),
    ),
  )

/** Cites the first source that it was given. */
const citing = { reply: 'It is Ingrid Falk [1].' }

const chips = (page: Page) => page.getByRole('list', { name: 'Attached documents' })

/** Gives a file to the page as a drop on the chat. */
const drop = (page: Page, name: string, bytes: Uint8Array) =>
  field(page).evaluate(
    (target, { name, base64 }) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(base64), sign => sign.charCodeAt(0))], name))
      const about = { bubbles: true, cancelable: true, dataTransfer: data }
      target.dispatchEvent(new DragEvent('dragover', about))
      target.dispatchEvent(new DragEvent('drop', about))
    },
    { name, base64: Buffer.from(bytes).toString('base64') },
  )

journey('a dropped PDF is read, asked, and cited at the page where it says so', async () => {
  await using house = await openHouse(citing)
  await using page = await openPage(house.app, { as: house.ada })
  await field(page).waitFor()
  await drop(page, 'Lights.pdf', book())
  await field(page).fill('Who is the keeper of the lighthouse at Skerry?')
  await button(page, 'Send').click()
  await answered(page, 'It is Ingrid Falk')
  const asked = house.provider.calls.findLast(call => Object(call.body).model === MODEL)
  expect(JSON.stringify(asked?.body)).toContain(FACT)
  await button(newest(page), 'Source 1: Lights.pdf, page 60').first().click()
  await page.locator('.pdf-text mark').first().waitFor()
  const lit = await page.locator('[data-page="60"] .pdf-text mark').allTextContents()
  expect(lit.join(' ')).toContain('Ingrid Falk')

  await page.waitForURL('**/c/*')
  await page.reload()
  await button(newest(page), 'Source 1: Lights.pdf, page 60').first().waitFor()
  await button(page, 'Why these passages').click()
  await page.getByText('Given to the model').waitFor()
})

journey('# names a knowledge base, led by the keyboard alone', async () => {
  await using house = await openHouse(citing)
  const { ada } = house
  const { body: base } = await ada.post('/api/v1/knowledge/create', {
    name: 'Lighthouses',
    description: '',
  })
  const { body: file } = await send(ada, 'skerry.txt', FACT, 'wait=true')
  await ada.post(`/api/v1/knowledge/${base.id}/file/add`, { file_id: file.id })
  await using page = await openPage(house.app, { as: ada })
  await field(page).pressSequentially('#light')
  await page.getByRole('option', { name: 'Lighthouses' }).waitFor()
  await field(page).press('Enter')
  await chips(page).getByText('Lighthouses').waitFor()
  expect(await field(page).inputValue()).toBe('')
  await field(page).pressSequentially('Who keeps Skerry?')
  await field(page).press('Enter')
  await answered(page, 'It is Ingrid Falk')
  await button(page, 'Open skerry.txt').click()
  await page.locator('mark.lit').waitFor()
  expect(await page.locator('mark.lit').textContent()).toContain('Ingrid Falk')
})

journey('a file that cannot be read says why, and the message goes without it', async () => {
  await using house = await openHouse(citing)
  await using page = await openPage(house.app, { as: house.ada })
  await field(page).waitFor()
  await drop(page, 'broken.pdf', new TextEncoder().encode('%PDF-1.7 and then nothing of the kind'))
  await chips(page).getByRole('button', { name: 'Try again' }).waitFor()
  await button(page, 'Remove broken.pdf').click()
  await field(page).fill('Never mind')
  await button(page, 'Send').click()
  await answered(page, 'It is Ingrid Falk')
  expect(await page.getByRole('region', { name: 'Sources' }).count()).toBe(0)
})
