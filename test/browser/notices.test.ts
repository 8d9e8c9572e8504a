// What admins put before everybody: banners, suggestions, the models of new chats; and the webhook.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { openReceiver, status } from '../unit/webui/receiver'
import { until } from '../until'
import { journey, openPage, PHONE } from './browser'
import { MODEL, openHouse } from './house'
import { button, field } from './person'

/** Resolves when the page that is about to load hears what the server says. */
const onLine = (page: Page) =>
  new Promise<void>(resolve => {
    // Listened to at once: the word may come in the same breath as the socket.
    page.once('websocket', socket =>
      socket.on('framereceived', ({ payload }) => {
        if (String(payload).includes('"hello"')) resolve()
      }),
    )
  })

const notices = (page: Page) => page.getByRole('region', { name: 'Notices of this server' })

journey(
  'a banner is written, seen by others at once, closed, and back when it says something else',
  async () => {
    await using house = await openHouse()
    const grace = await house.app.user('Grace')
    await using reader = await openPage(house.app, { as: grace })
    await Promise.all([onLine(reader), reader.reload()])
    await using page = await openPage(house.app, { as: house.ada, path: '/settings/banners' })
    await page.getByText('No banners').waitFor()
    await button(page, 'Add a banner').click()
    await page.getByLabel('Kind').selectOption('Warning')
    const text = page.getByLabel('Text', { exact: true })
    await text.fill(
      'Tonight **down**, [why](https://status.example.org) [x](javascript:alert(1)) <b>no</b>',
    )
    await page.getByRole('figure').getByRole('link', { name: 'why' }).waitFor()
    await page.getByText('Not saved yet.').waitFor()
    await button(page, 'Save').click()
    await page.getByText('Banners: saved').waitFor()

    const notice = notices(reader)
    await notice.getByText('down', { exact: true }).waitFor()
    await notice.getByRole('img', { name: 'Warning' }).waitFor()
    const link = notice.getByRole('link')
    expect(await link.count()).toBe(1)
    expect(await link.getAttribute('href')).toBe('https://status.example.org/')
    expect(await link.getAttribute('rel')).toContain('noopener')
    await notice.getByText('<b>no</b>').waitFor()
    await button(notice, 'Close this notice').click()
    await notice.waitFor({ state: 'detached' })
    await Promise.all([onLine(reader), reader.reload()])
    await field(reader).waitFor()
    expect(await notices(reader).count()).toBe(0)

    await text.fill('Tomorrow')
    await button(page, 'Save').click()
    await notices(reader).getByText('Tomorrow').waitFor()
  },
)

journey('changes to banners can be thrown away, and one that may not be closed stays', async () => {
  await using house = await openHouse()
  const banner = {
    id: 'a',
    type: 'odd',
    title: 'Rules',
    content: 'Be kind',
    dismissible: false,
    timestamp: 1,
  }
  await house.ada.post('/api/v1/configs/banners', { banners: [banner] })
  await using page = await openPage(house.app, {
    as: house.ada,
    path: '/settings/banners',
    width: PHONE,
  })
  await notices(page).getByText('Be kind').waitFor()
  expect(await button(page, 'Close this notice').count()).toBe(0)
  await button(page, 'Remove banner 1').tap()
  await page.getByText('No banners').waitFor()
  await button(page, 'Discard changes').tap()
  await page.getByLabel('Text', { exact: true }).waitFor()
  await button(page, 'Remove banner 1').tap()
  await button(page, 'Save').tap()
  await notices(page).waitFor({ state: 'detached' })
  expect((await house.ada.get('/api/v1/configs/banners')).body).toEqual([])
})

journey(
  'suggestions are written and put in order by keyboard, and stand in the empty chat',
  async () => {
    await using house = await openHouse()
    const suggestions = [
      { title: ['One', ''], content: 'First?' },
      { title: ['Two', ''], content: 'Second?' },
    ]
    await house.ada.post('/api/v1/configs/suggestions', { suggestions })
    await using page = await openPage(house.app, { as: house.ada, path: '/settings/suggestions' })
    await button(page, 'Move suggestion 2').focus()
    await page.keyboard.press('ArrowUp')
    await page.getByText('suggestion 2 is number 1 of 2 now').waitFor()
    await button(page, 'Add a suggestion').click()
    await page.getByLabel('First line').nth(2).fill('Three')
    await page.getByLabel('Message', { exact: true }).nth(2).fill('Third?')
    await button(page, 'Save').click()
    await page.getByText('Suggestions: saved').waitFor()
    await page.goto(house.app.url)
    const list = page.getByRole('list', { name: /suggestion/i })
    await list.getByText('Three').waitFor()
    expect(await list.getByRole('button').allInnerTexts()).toEqual(['Two', 'One', 'Three'])
    await list.getByText('Three').click()
    await until(async () => (await field(page).inputValue()) === 'Third?')
  },
)

journey(
  'models are put in order by hand and by keyboard, and one begins every new chat',
  async () => {
    await using house = await openHouse()
    const grace = await house.app.user('Grace')
    const order = async () =>
      (await grace.get('/api/models')).body.data.map(({ id }: { id: string }) => id)
    expect(await order()).toEqual([MODEL, 'namer'])
    await using page = await openPage(house.app, {
      as: house.ada,
      path: '/settings/default-models',
    })
    const saved = () => page.waitForResponse('**/api/v1/settings')
    await Promise.all([saved(), button(page, 'Move namer').press('ArrowUp')])
    await page.getByText('namer is number 1 of 2 now').waitFor()
    expect(await order()).toEqual(['namer', MODEL])
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Move namer',
    )

    const from = await button(page, 'Move ember').boundingBox()
    const to = await button(page, 'Move namer').boundingBox()
    if (!from || !to) throw new Error('The handles have no place')
    await page.mouse.move(from.x + 5, from.y + 5)
    await page.mouse.down()
    await page.mouse.move(to.x + 5, to.y - 20, { steps: 5 })
    await Promise.all([saved(), page.mouse.up()])
    expect(await order()).toEqual([MODEL, 'namer'])

    await Promise.all([
      saved(),
      page.getByRole('switch', { name: 'New chats begin with namer' }).click(),
    ])
    await using reader = await openPage(house.app, { as: grace })
    await reader.getByRole('heading', { name: 'namer' }).waitFor()
  },
)

journey('the webhook is tested from its page, which tells what became of it', async () => {
  await using receiver = await openReceiver((socket, n) => socket.end(status(n === 1 ? 200 : 503)))
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/webhook' })
  await page.getByText('Give the webhook an address above').waitFor()
  await page.getByLabel('Address', { exact: true }).fill(receiver.url)
  await page.getByLabel('Address', { exact: true }).press('Enter')
  await button(page, 'Send a test').click()
  await page.getByText(/The receiver took it \(200, \d+ ms\)/).waitFor()
  await page.getByText('Test by Ada').waitFor()
  await button(page, 'Send a test').click()
  await page.getByText('The test failed: The receiver answered 503.').waitFor()
  await page.getByText('Failed', { exact: true }).waitFor()
  expect(receiver.told).toHaveLength(2)
})
