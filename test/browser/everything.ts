// One conversation with every kind of content, and a sidebar as it looks after some weeks.
import type { Caller } from '../caller'
import { keepChat, type Said } from './chats'
import { picture } from './picture'

const answer = `Here is the plan for the **weekend**, with *one* caveat: the \`forecast\` is [not certain](https://example.org/weather).

## Saturday

1. Leave at nine, before the roads fill.
2. Stop in Thun:
   - coffee by the lake
   - bread for the climb
3. Be at the hut by four.

> The hut closes its kitchen at seven. Whoever comes later eats cold.

- [x] Book the beds
- [ ] Pack the lamps

| Leg | Distance | Climb | Time |
| :-- | --: | --: | --: |
| Station to lake | 4.2 km | 30 m | 1 h |
| Lake to saddle | 6.8 km | 940 m | 3 h 20 min |
| Saddle to hut | 2.1 km | 110 m | 45 min |

The climb costs about $E = mgh$ of work, that is

$$W = 75\\,\\mathrm{kg} \\cdot 9.81\\,\\tfrac{\\mathrm{m}}{\\mathrm{s}^2} \\cdot 1080\\,\\mathrm{m} \\approx 795\\,\\mathrm{kJ}$$

\`\`\`ts
// Adds up the legs of a walk.
export function total(legs: Leg[]): number {
  const minutes = legs.map(leg => leg.hours * 60 + (leg.minutes ?? 0))
  return minutes.reduce((sum, next) => sum + next, 0)
}
\`\`\`

\`\`\`mermaid
graph LR
  Station --> Lake --> Saddle --> Hut
\`\`\`

---

Shall I write the packing list?`

const view = `data:image/png;base64,${picture(480, 300).toString('base64')}`

const everything: (string | Partial<Said>)[] = [
  {
    content: 'Plan a walk to the hut for Saturday. This is the view from there.',
    files: [{ type: 'image', url: view, name: 'view.png' }],
  },
  { content: answer, reasoning: 'Two days, four people, one hut.', reasoning_ms: 12_000 },
  'And on Sunday?',
  { content: 'On Sunday you walk', state: 'stopped' },
  'Go on, please',
  { content: '', state: 'failed', error: { content: 'The provider’s quota is used up.' } },
]

const others: [string, string][] = [
  ['Dinner for six without onions', 'A gratin of leeks, then.'],
  ['Why the sky turns red at dusk', 'Blue light is scattered away.'],
  ['A letter to the landlord', 'Dear Mr Keller, the heating has been cold since Monday.'],
  ['SQL: the newest row of each group', 'Use a window function.'],
  [
    'Birthday speech for Grandmother, who turns ninety and does not like speeches at all',
    'Keep it short.',
  ],
  ['ما معنى كلمة شغف؟', 'الشغف حبٌّ يبلغ شغاف القلب.'],
]

/** Puts all of it into somebody's list; answers the id of the conversation with everything. */
export async function furnish(owner: Caller): Promise<string> {
  const ids: string[] = []
  for (const [title, text] of others) ids.push(await keepChat(owner, title, [title, text]))
  await owner.post(`/api/v1/chats/${ids[0]}/pin`)
  const archived = await keepChat(owner, 'Tax return 2024', ['Which form?', 'Form 1.'])
  await owner.post(`/api/v1/chats/${archived}/archive`)
  return keepChat(owner, 'A walk to the hut', everything)
}
