// A knowledge base from its making to its end: filled, read, tried, shared, and deleted by its name.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { type App, openApp } from '../app'
import type { Caller } from '../caller'
import { add, base, held, KNOWLEDGE, readFile } from '../knowledge'
import { until } from '../until'
import { journey, openPage, PHONE } from './browser'
import { button } from './person'

const withClock = (app: App, as: Caller, path: string) =>
  openPage(app, { as, path, before: page => page.clock.install() })

const row = (page: Page, name: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: name })

/** A file's entry, as the browser gives it for a drop from the system. */
interface Leaf {
  path: string
  text: string
}

/** Drops files, those with a path as a folder; scripts cannot make such a drop by themselves. */
const drop = (page: Page, leaves: Leaf[]) =>
  page.getByRole('region', { name: 'Files of this knowledge base' }).evaluate((target, leaves) => {
    const leaf = ({ path, text }: Leaf) => ({
      isFile: true,
      isDirectory: false,
      fullPath: `/${path}`,
      file: (done: (file: File) => void) => done(new File([text], path.split('/').at(-1) ?? '')),
    })
    const folder = (inside: Leaf[]) => {
      const rest = inside.map(leaf)
      const readEntries = (done: (entries: unknown[]) => void) => done(rest.splice(0, 1))
      return { isFile: false, isDirectory: true, createReader: () => ({ readEntries }) }
    }
    const inFolder = leaves.filter(({ path }) => path.includes('/'))
    const loose = leaves.filter(({ path }) => !path.includes('/'))
    const entries = [...loose.map(leaf), ...(inFolder.length ? [folder(inFolder)] : [])]
    const items = entries.map(entry => ({ webkitGetAsEntry: () => entry }))
    const event = new DragEvent('drop', { bubbles: true, cancelable: true })
    Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], items, files: [] } })
    target.dispatchEvent(event)
  }, leaves)

journey('makes a base, drops files and a folder, and asks it a question', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await using page = await openPage(app, { as: ada, path: '/knowledge' })
  await button(page, 'New knowledge base').click()
  const dialog = page.getByRole('dialog', { name: 'New knowledge base' })
  await dialog.getByLabel('Name').fill('Lighthouses')
  await button(dialog, 'Make it').click()
  await page.getByRole('heading', { name: 'Lighthouses' }).waitFor()

  await drop(page, [
    { path: 'broken.pdf', text: '%PDF-1.7 and nothing more' },
    { path: 'North/Skerry/keeper.txt', text: 'Skerry is kept by Ingrid Falk.' },
    { path: 'North/oil.txt', text: 'The oil comes in spring.' },
    { path: 'North/.DS_Store', text: 'nothing' },
  ])
  await row(page, 'keeper.txt').getByText('North/Skerry').waitFor()
  await row(page, 'oil.txt').waitFor()
  await button(page, 'Read broken.pdf again').waitFor()
  await page.getByText('1 could not be read').first().waitFor()
  expect(await row(page, '.DS_Store').count()).toBe(0)

  await page.getByRole('textbox', { name: 'Ask it a question' }).fill('Who keeps Skerry?')
  await button(page, 'Search').click()
  const tried = page.getByRole('region', { name: 'Try it' })
  await tried.getByRole('button', { name: /keeper\.txt/ }).click()
  await page.locator('mark.lit').getByText('Ingrid Falk').waitFor()
})

journey('shares a base with a group, whose people see it at once', async () => {
  await using app = await openApp()
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  const { body: group } = await ada.post('/api/v1/groups/create', {
    name: 'Keepers',
    description: '',
  })
  await ada.post(`/api/v1/users/${grace.id}/groups`, { group_ids: [group.id] })
  const id = await base(ada, { name: 'Lighthouses' })
  await using hers = await openPage(app, { as: grace, path: '/knowledge' })
  await hers.getByText('No knowledge yet').waitFor()

  await using page = await openPage(app, { as: ada, path: `/knowledge/${id}` })
  await button(page, 'More to do').click()
  await page.getByRole('menuitem', { name: 'Who may use it' }).click()
  const dialog = page.getByRole('dialog', { name: 'Who may use Lighthouses' })
  await dialog.getByRole('checkbox', { name: 'Keepers' }).first().check()
  await hers.getByRole('link', { name: /Lighthouses/ }).click()
  await hers.getByText('Its owner has not added any files.').waitFor()
  expect(await button(hers, 'Add').count()).toBe(0)
})

journey('takes a file out and puts it back, and then lets it go', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await base(ada, { name: 'Lighthouses' })
  const file = await readFile(ada, 'oil.txt', 'The oil comes in spring.')
  await add(ada, id, file)
  await using page = await withClock(app, ada, `/knowledge/${id}`)
  await button(page, 'Take oil.txt out').click()
  await row(page, 'oil.txt').waitFor({ state: 'detached' })
  await button(page, 'Undo').click()
  await row(page, 'oil.txt').waitFor()
  await page.clock.runFor(1000)
  expect(await held(ada, id)).toEqual([file])
  await button(page, 'Take oil.txt out').click()
  await button(page, 'Undo').waitFor()
  expect(await held(ada, id)).toEqual([file])
  await page.clock.runFor(11_000)
  await page.getByText('Nothing in it yet').waitFor()
  expect(await held(ada, id)).toEqual([])
})

journey('deletes a base on a phone by writing its name', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await base(ada, { name: 'Lighthouses' })
  const file = await readFile(ada, 'oil.txt', 'The oil comes in spring.')
  await add(ada, id, file)
  await using page = await openPage(app, { as: ada, path: `/knowledge/${id}`, width: PHONE })
  await button(page, 'More to do').click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await dialog.getByRole('checkbox', { name: 'Delete my files in it too' }).check()
  expect(await button(dialog, 'Delete').isEnabled()).toBe(false)
  await dialog.getByRole('textbox').fill('Lighthouses')
  await button(dialog, 'Delete').click()
  await page.getByText('No knowledge yet').waitFor()
  await until(async () => (await ada.get(`/api/v1/files/${file}`)).status === 404)
  expect((await ada.get(`${KNOWLEDGE}/search`)).body.total).toBe(0)
})
