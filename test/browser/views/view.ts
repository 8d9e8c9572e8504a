// A state of the web client, and what leads there.
import type { Page } from 'playwright-core'
import type { App } from '../../app'
import type { Caller } from '../../caller'
import type { Scope } from '../inspect'
import { button, chatRow } from '../person'

/** Who stands where when the gallery opens. */
export interface Stage {
  app: App
  /** A house without an account. */
  empty: App
  /** A house with an admin and without a model. */
  fresh: App
  ada: Caller
  /** The admin of the fresh house. */
  eve: Caller
  /** A user without chats. */
  grace: Caller
  /** The id of the chat with everything. */
  chat: string
}

type Door = 'app' | 'empty' | 'fresh'

export interface View {
  name: string
  path: string | ((stage: Stage) => string)
  /** Ada unless said; null is nobody. */
  as?: 'ada' | 'eve' | 'grace' | null
  door?: Door
  /** Leads from the page to the state, and waits until it is there. */
  arrange: (page: Page, stage: Stage) => Promise<unknown>
  /** Trouble that belongs to the state. */
  trouble?: RegExp
  /** The rules it is held to; all of them unless said. */
  rules?: Scope
  /** Only where there is room, or only on the phone. */
  only?: 'desk' | 'phone'
}

/** Waits for a heading. */
export const heading = (name: string) => (page: Page) =>
  page.getByRole('heading', { name }).first().waitFor()

/** The address of the chat with everything. */
export const conversation = ({ chat }: Stage): string => `/c/${chat}`

/** Waits for its last message. */
export const readConversation = (page: Page): Promise<void> =>
  page.getByText('The provider’s quota is used up.').waitFor()

/** Waits for the sidebar; on the phone it is opened first. */
export const openSidebar = async (page: Page): Promise<void> => {
  const show = button(page, 'Show sidebar')
  const row = chatRow(page, 'A walk to the hut')
  await show.or(row).first().waitFor()
  if (await show.isVisible()) await show.click()
  await row.waitFor()
}
