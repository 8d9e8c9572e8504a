// Chats that an address opens: a question from the browser's search field, a model, a video.
import { expect } from 'bun:test'
import { openApp } from '../app'
import { until } from '../until'
import { journey, openPage } from './browser'
import { connected, everyone, type House, MODEL, openHouse, openNamedProvider } from './house'
import { answered, button, field, signIn } from './person'

const echo = {
  reply: ({ lastText, model }: { lastText: string; model: string }) => `${model}: ${lastText}`,
}

/** What was asked of models by people, oldest first. */
const asked = ({ provider }: Pick<House, 'provider'>): string[] =>
  provider.calls
    .filter(({ body }) => Object(body).model === MODEL)
    .map(({ body }) => Object(body).messages.at(-1).content)

journey('a question in the address is asked once, and spares what was being written', async () => {
  await using house = await openHouse({ reply: 'By rain and wind.' })
  await using page = await openPage(house.app, { as: house.ada })
  await field(page).fill('A letter I have not finished')
  await page.goto('/?q=How+do+valleys+form%3F')
  await answered(page, 'By rain and wind.')
  await page.waitForURL('**/c/*')
  await page.getByText('How do valleys form?').waitFor()
  expect(await field(page).inputValue()).toBe('')
  await page.goBack()
  await until(async () => (await field(page).inputValue()) === 'A letter I have not finished')
  expect(new URL(page.url()).search).toBe('')
  await page.reload()
  await field(page).waitFor()
  expect(asked(house)).toEqual(['How do valleys form?'])
})

journey('a question in the address waits for the sign-in', async () => {
  await using provider = await openNamedProvider({ reply: 'Welcome.' })
  await using app = await openApp({ env: connected(provider) })
  const ada = await app.admin()
  await everyone(ada)
  await using page = await openPage(app, { path: '/?q=Anybody%20home' })
  await signIn(page, ada.email)
  await answered(page, 'Welcome.')
  expect(asked({ provider })).toEqual(['Anybody home'])
})

journey('the models of the address answer, the first that there is', async () => {
  await using house = await openHouse(echo)
  house.provider.scripts.namer = echo
  await using page = await openPage(house.app, { as: house.ada, path: '/?models=namer' })
  await button(page, 'Model: namer').waitFor()
  await page.goto('/?models=nowhere,namer&q=Hello')
  await answered(page, 'namer: Hello')
  await page.goto('/?models=nowhere')
  await button(page, `Model: ${MODEL}`).waitFor()
  await page.goto('/?model=namer')
  await button(page, 'Model: namer').waitFor()
})

journey('the address of a video puts its link into the field', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/watch?v=dQw4w9WgXcQ' })
  const link = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'
  await until(async () => (await field(page).inputValue()) === link)
  expect(page.url()).toBe(`${house.app.url}/`)
  expect(asked(house)).toEqual([])
})
