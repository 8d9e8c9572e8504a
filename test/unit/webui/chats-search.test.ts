import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import type { Caller } from '../../caller'
import { CHATS, copyOf, say, start, talk, unsay } from '../../documents'

async function find(who: Caller, text: string, page = 1): Promise<string[]> {
  const query = new URLSearchParams({ text, page: String(page) })
  const { status, body } = await who.get(`${CHATS}/search?${query}`)
  expect(status).toBe(200)
  return body.map(({ title }: { title: string }) => title)
}

test('a phrase is found anywhere in a title or in a message, in any case', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await start(ada, talk('Boats', 'How does a Waschmaschine sail?', 'Not at all.'))
  await start(ada, talk('Trains and boats', 'Which is faster?'))
  expect(await find(ada, 'boats')).toEqual(['Trains and boats', 'Boats'])
  expect(await find(ada, '  BOATS ')).toEqual(['Trains and boats', 'Boats'])
  expect(await find(ada, 'maschine s')).toEqual(['Boats'])
  expect(await find(ada, 'maschine   s')).toEqual(['Boats'])
  expect(await find(ada, 'sail maschine')).toEqual([])
  expect(await find(ada, 'how does a waschmaschine sail? not')).toEqual([])
  expect(await find(ada, 'is faster?')).toEqual(['Trains and boats'])
})

test('one and two letters find too, as one types', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await start(ada, talk('Qat', 'zebra'))
  await start(ada, talk('Other', 'nothing'))
  for (const typed of ['z', 'ze', 'zeb', 'zebr', 'zebra', 'ra', 'a z', 'q', 'at']) {
    expect([typed, ...(await find(ada, typed))]).toEqual(typed === 'a z' ? [typed] : [typed, 'Qat'])
  }
  for (const absent of ['x', 'xx', 'xyz', 'zebras', 'zb'])
    expect(await find(ada, absent)).toEqual([])
})

test('accents, width and scripts without blanks make no difference', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await start(ada, talk('Café', 'Ein Stück Kuchen für Ömer, İstanbul'))
  await start(ada, talk('天気', '今日の天気はとても良いです。明日は雨が降るでしょう。'))
  await start(ada, talk('Погода', 'Сегодня идёт дождь'))
  await start(ada, talk('Ελλάδα', 'Ο Οδυσσέας'))
  await start(ada, talk('한국어', '안녕하세요 세계'))
  await start(ada, talk('👩‍🚀', 'to the moon 🌙🌙🌙'))
  const cases: [string, string][] = [
    ['CAFE', 'Café'],
    ['STUCK kuch', 'Café'],
    ['ömer', 'Café'],
    ['istanbul', 'Café'],
    ['天気は', '天気'],
    ['明日', '天気'],
    ['雨', '天気'],
    ['ДОЖДЬ', 'Погода'],
    ['идет', 'Погода'],
    ['οδυσσεασ', 'Ελλάδα'],
    ['세계', '한국어'],
    ['🌙🌙', '👩‍🚀'],
    ['👩‍🚀', '👩‍🚀'],
    ['ｃａｆé', 'Café'],
  ]
  for (const [text, title] of cases)
    expect([text, ...(await find(ada, text))]).toEqual([text, title])
})

test('no sign of the text is a command to the index', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await start(ada, talk('Plain', 'nothing special here'))
  await start(ada, talk('100%', `50% of a_b "quoted" it's NOT (a) * ^ : - + \\ & | ! <-> NEAR(x)`))
  for (const text of [
    '%',
    '_',
    '50%',
    'a_b',
    '"',
    '"quoted"',
    "it's",
    'not (a)',
    '*',
    '^',
    ':',
    '\\',
    '\\ &',
    '<->',
    '!',
    'near(x)',
    '- +',
    "'",
    '|',
  ]) {
    expect([text, ...(await find(ada, text))]).toEqual([text, '100%'])
  }
  for (const text of [
    'a%b',
    'no_hing',
    'text:quoted',
    'quoted OR special',
    'spec*',
    "';--",
    '" OR "',
  ]) {
    expect([text, ...(await find(ada, text))]).toEqual([text])
  }
})

test('every branch is searched, and only as it is now', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const mine = talk('Branches', 'root question', 'first answer')
  const [root] = mine.messages
  const second = say(mine, 'second answer', root?.id)
  const id = await start(ada, mine)
  expect(await find(ada, 'first ans')).toEqual(['Branches'])
  second.content = 'rewritten entirely'
  await ada.post(`${CHATS}/${id}`, { chat: mine })
  expect(await find(ada, 'second ans')).toEqual([])
  expect(await find(ada, 'rewritten')).toEqual(['Branches'])
  unsay(mine, second.id)
  await ada.post(`${CHATS}/${id}`, { chat: copyOf(mine) })
  expect(await find(ada, 'rewritten')).toEqual([])
  await ada.post(`${CHATS}/${id}`, { chat: { title: 'Renamed' } })
  expect(await find(ada, 'branches')).toEqual([])
  expect(await find(ada, 'renam')).toEqual(['Renamed'])
  const old = await start(ada, {
    title: 'List',
    messages: [{ role: 'user', content: 'loose words' }],
  })
  expect(await find(ada, 'loose words')).toEqual(['List'])
  await ada.post(`${CHATS}/${old}`, { chat: { title: 'Listed' } })
  expect(await find(ada, 'loose words')).toEqual(['Listed'])
})

test('what lies deep in a long message is found, and long phrases are', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const filler = Array.from({ length: 20_000 }, (_, n) => `word${n}`).join(' ')
  await start(ada, talk('Long', `${filler} needle in the hay ${filler}`))
  expect(await find(ada, 'needle in the hay')).toEqual(['Long'])
  const seam = filler.slice(49_900, 50_100)
  expect(await find(ada, seam)).toEqual(['Long'])
  expect(await find(ada, 'word1 '.repeat(60))).toEqual([])
})

test('pinned and filed chats are found, archived ones and those of others are not', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const [pinned, archived, filed] = await Promise.all(
    ['pinned', 'archived', 'filed'].map(title => start(ada, talk(title, 'common words'))),
  )
  await ada.post(`${CHATS}/${pinned}/pin`)
  await ada.post(`${CHATS}/${archived}/archive`)
  await ada.post(`${CHATS}/${filed}/folder`, { folder_id: 'box' })
  await start(bob, talk('Bob’s', 'common words'))
  expect((await find(ada, 'common words')).sort()).toEqual(['filed', 'pinned'])
  expect((await find(ada, 'co')).sort()).toEqual(['filed', 'pinned'])
  expect((await find(ada, 'c')).sort()).toEqual(['filed', 'pinned'])
  expect(await find(bob, 'common')).toEqual(['Bob’s'])
  expect(await find(ada, '')).toEqual(['pinned'])
})

test('tags narrow down', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const tagged = async (title: string, ...names: string[]) => {
    const id = await start(ada, talk(title, 'about rivers'))
    for (const name of names) await ada.post(`${CHATS}/${id}/tags`, { name })
  }
  await tagged('both', 'Big River', 'Europe')
  await tagged('one', 'Europe')
  await tagged('bare')
  expect(await find(ada, 'tag:europe')).toEqual(['one', 'both'])
  expect(await find(ada, 'TAG:Europe tag:big_river')).toEqual(['both'])
  expect(await find(ada, 'tag:europe rivers')).toEqual(['one', 'both'])
  expect(await find(ada, 'tag:europe lakes')).toEqual([])
  expect(await find(ada, 'tag:none')).toEqual(['bare'])
  expect(await find(ada, 'tag:none rivers')).toEqual(['bare'])
  expect(await find(ada, 'tag:')).toEqual([])
  expect(await find(ada, 'tag:asia')).toEqual([])
})

test('hits come newest first, 60 to a page', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  for (let n = 0; n < 65; n++) await start(ada, talk(`Hit ${n}`, 'same old story'))
  const pages = [await find(ada, 'old story'), await find(ada, 'old story', 2)]
  expect(pages.map(({ length }) => length)).toEqual([60, 5])
  expect(pages.flat()).toEqual(Array.from({ length: 65 }, (_, n) => `Hit ${64 - n}`))
  expect(await find(ada, 'old story', 3)).toEqual([])
  expect(await find(ada, 'o', 2)).toHaveLength(5)
})

test('a rare phrase is found among many texts that have its letters', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  for (let n = 0; n < 30; n++)
    await start(ada, talk(`Chat ${n}`, 'the cat sat on the mat and that is that'))
  await start(ada, talk('Rare', 'a thatched roof, kept warm by qa'))
  expect(await find(ada, 'thatched')).toEqual(['Rare'])
  expect(await find(ada, 'qa')).toEqual(['Rare'])
  expect(await find(ada, 'roof')).toEqual(['Rare'])
  expect(await find(ada, 'that')).toHaveLength(31)
})

test('deleted text leaves the index, and is not found under a new name', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await start(ada, talk('Secret', 'the code is swordfish'))
  const copied = await ada.post(`${CHATS}/${id}/clone`)
  await ada.delete(`${CHATS}/${id}`)
  expect(await find(ada, 'swordfish')).toEqual(['Clone of Secret'])
  await ada.delete(`${CHATS}/${copied.body.id}`)
  expect(await find(ada, 'swordfish')).toEqual([])
  await start(ada, talk('Next', 'nothing'))
  expect(await find(ada, 'swordfish')).toEqual([])
})
