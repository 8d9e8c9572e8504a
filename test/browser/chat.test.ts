// Reading an answer: it grows on the page, and each kind of content is shown as what it is.
import { expect } from 'bun:test'
import { until } from '../until'
import { journey, openPage } from './browser'
import { openHouse } from './house'
import { answered, button, field, newest, say } from './person'

const clipboard = 'navigator.clipboard.readText()'

journey('an answer grows word by word, as finished text', async () => {
  await using house = await openHouse({
    reply: ['It is **very', ' dark**', ' and *quiet*.'],
    pace: 'steps',
  })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'How is the night?')
  const answer = newest(page)
  await page.getByText('How is the night?').waitFor()
  await house.provider.next(2)
  await answer.locator('strong', { hasText: 'very' }).waitFor()
  expect(await answer.textContent()).not.toContain('*')
  await house.provider.next()
  await answer.locator('strong', { hasText: 'very dark' }).waitFor()
  house.provider.finish()
  await answered(page, 'It is very dark and quiet.')
  expect(await page.locator('[role=status]', { hasText: 'ember has answered' }).count()).toBe(1)
})

journey('what is sent before the models are known goes out once they are', async () => {
  await using house = await openHouse({ reply: 'Here I am.' })
  const known = Promise.withResolvers<void>()
  await using page = await openPage(house.app, {
    as: house.ada,
    before: page =>
      page.route('**/api/models', async route => {
        await known.promise
        await route.continue()
      }),
  })
  await say(page, 'Anybody there?')
  expect(await field(page).inputValue()).toBe('Anybody there?')
  known.resolve()
  await answered(page, 'Here I am.')
  expect(await field(page).inputValue()).toBe('')
})

journey('code is coloured, and copied as it was written', async () => {
  const code = 'for (const name of names) {\n  console.log(name)\n}'
  await using house = await openHouse({
    reply: `Here:\n\n\`\`\`ts\n${code}\n\`\`\`\n\nThat is all.`,
  })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'A loop, please')
  await answered(page, 'That is all.')
  await page.getByRole('group', { name: 'Code in ts' }).locator('.code-keyword').first().waitFor()
  await button(page, 'Copy code').click()
  await button(page, 'Copied').waitFor()
  expect(await page.evaluate(clipboard)).toBe(code)
})

journey('a copied answer is its markdown', async () => {
  const markdown = 'A **bold** word, and\n\n- a list\n- of two'
  await using house = await openHouse({ reply: markdown })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Something short')
  await answered(page, 'of two')
  await button(newest(page), 'Copy').click()
  await button(newest(page), 'Copied').waitFor()
  expect(await page.evaluate(clipboard)).toBe(markdown)
})

journey('formulas are set, in the line and on their own', async () => {
  await using house = await openHouse({
    reply: 'Inside $a^2$ and alone:\n\n$$\\int_0^1 x\\,dx$$\n\nDone.',
  })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Mathematics')
  await answered(page, 'Done.')
  await until(async () => (await newest(page).locator('.katex').count()) === 2)
  expect(await newest(page).locator('.katex-display').count()).toBe(1)
})

journey('a diagram is drawn, and its source is one press away', async () => {
  await using house = await openHouse({
    reply: 'See:\n\n```mermaid\ngraph TD\n  Start --> End\n```\n\nEnd of it.',
  })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Draw')
  await answered(page, 'End of it.')
  const picture = await page.getByRole('img', { name: 'Diagram (graph)' }).getAttribute('src')
  // Measured while its boxes were still on their way, it would begin left of them.
  expect(decodeURIComponent(picture ?? '')).toMatch(/<svg [^>]*viewBox="0 0 /)
  await button(page, 'Show the source').click()
  await page.getByText('Start --> End').waitFor()
  await button(page, 'Show the diagram').click()
  await page.getByRole('img', { name: 'Diagram (graph)' }).waitFor()
})

journey('a broken diagram says so and shows its source', async () => {
  await using house = await openHouse({ reply: '```mermaid\ngraph NOWHERE {{{\n```\n\nOops.' })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Draw badly')
  await page.getByText('This diagram could not be drawn. Its source is below.').waitFor()
  await page.getByRole('group', { name: 'Code in mermaid' }).getByText('graph NOWHERE').waitFor()
})

journey('a table copies as a table', async () => {
  await using house = await openHouse({
    reply: '| City | People |\n| --- | ---: |\n| Bern | 134,000 |',
  })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'A table')
  await page.getByRole('cell', { name: 'Bern' }).waitFor()
  await page.getByRole('table').hover()
  await button(page, 'Copy table').click()
  await button(page, 'Copied').first().waitFor()
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    return (await item?.getType('text/html'))?.text()
  })
  expect(html).toContain('Bern</td>')
  expect(await page.evaluate(clipboard)).toContain('Bern\t134,000')
})

journey('reasoning is folded, and opens on a press', async () => {
  await using house = await openHouse({
    reply: { reasoning: ['First the weather, ', 'then the coat.'], content: 'Take the coat.' },
  })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'What to wear?')
  await answered(page, 'Take the coat.')
  expect(await page.getByText('then the coat.').count()).toBe(0)
  await button(page, /^Thought/).click()
  await page.getByText('First the weather, then the coat.').waitFor()
})

journey('thoughts inside the text are folded too', async () => {
  await using house = await openHouse({ reply: '<think>Quietly now.</think>Said aloud.' })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Think')
  await answered(page, 'Said aloud.')
  expect(await page.getByText('Quietly now.').count()).toBe(0)
  await button(page, /^Thought/).click()
  await page.getByText('Quietly now.').waitFor()
  await button(newest(page), 'Copy').click()
  await button(newest(page), 'Copied').waitFor()
  expect(await page.evaluate(clipboard)).toBe('Said aloud.')
})

journey('what an answer brings along cannot act on the page', async () => {
  await using house = await openHouse({
    reply:
      '<script>document.title = "taken"</script>\n\n<img src=x onerror="document.title = 1">\n\n' +
      '[press](javascript:alert(1)) ![far](http://other.invalid/p.png)\n\nStill here.',
  })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Be wicked')
  await answered(page, 'Still here.')
  expect(await newest(page).locator('script, img, [onerror], a[href^=javascript]').count()).toBe(0)
  expect(await page.title()).not.toContain('taken')
})
