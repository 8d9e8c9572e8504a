// How quickly a long document is read in: cut, embedded and stored.
import type { House } from '../../src/config/house'
import type { Row } from '../table'
import { embed, pieces, place, shelf } from './shelf'
import { sentence } from './texts'

const PAGES = 300
const CHARACTERS = 2000
const GOAL_S = 30

export async function pages(house: House, note: (text: string) => void): Promise<Row[]> {
  note(`reading ${PAGES} pages`)
  await shelf(house)
  await embed(house, ['The model is there.'], 'query')
  const texts = Array.from({ length: PAGES }, (_, page) => text(page))
  const starts = texts.map((_, n) => n * CHARACTERS)
  const began = performance.now()
  const parts = await pieces(texts.join(''), starts)
  const vectors = await embed(
    house,
    parts.map(part => part.text),
    'passage',
  )
  await place(house, 'long', parts, vectors)
  const seconds = (performance.now() - began) / 1000
  return [
    {
      what: `${PAGES} pages cut, embedded and stored`,
      goal: `<= ${GOAL_S} s`,
      figure: `${seconds.toFixed(1)} s = ${(PAGES / seconds).toFixed(1)} pages/s`,
      met: seconds <= GOAL_S,
    },
  ]
}

function text(page: number): string {
  let made = ''
  for (let n = 0; made.length < CHARACTERS; n++) made += sentence(page * 100 + n)
  return `${made.slice(0, CHARACTERS - 1)}\n`
}
