// What the server says in English is read in the person's own language.
import { journey, openPage } from './browser'
import { openHouse } from './house'
import { shelve } from './library'

journey('why a file could not be read is told in German', async () => {
  await using house = await openHouse()
  const { base } = await shelve(house.ada)
  const path = `/knowledge/${base}`
  await using page = await openPage(house.app, { as: house.ada, path, language: 'de-DE' })
  await page.getByText(/^Die PDF-Datei ist beschädigt oder unvollständig\. Öffne sie/).waitFor()
})

journey('why a connection does not answer is told in Arabic', async () => {
  await using house = await openHouse(
    {},
    { env: { OPENAI_API_BASE_URLS: 'http://127.0.0.1:9/v1' } },
  )
  const path = '/settings/connections'
  await using page = await openPage(house.app, { as: house.ada, path, language: 'ar' })
  await page.getByText('لا شيء يجيب على هذا العنوان.').first().waitFor()
})
