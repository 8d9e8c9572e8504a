// States of the web client, and what leads there.
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

type Place = 'desk' | 'phone'

/** One state of the page. */
export interface Stop {
  name: string
  /** Leads there from the stop before, and waits until it is reached. */
  arrange: (page: Page, stage: Stage) => Promise<unknown>
  /** Only where there is room, or only on the phone. */
  only?: Place
}

/** A walk through several states on one page. */
export interface Visit {
  name: string
  path: string | ((stage: Stage) => string)
  /** Ada unless said; null is nobody. */
  as?: 'ada' | 'eve' | 'grace' | null
  door?: Door
  stops: Stop[]
  /** Trouble that belongs to the visit. */
  trouble?: RegExp
  /** The rules it is held to; all of them unless said. */
  rules?: Scope
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

/** Closes what floats over the page. */
export const close = async (page: Page, role: 'dialog' | 'menu'): Promise<void> => {
  const floating = page.getByRole(role).last()
  await page.keyboard.press('Escape')
  await floating.waitFor({ state: 'detached' })
}

/** Work that lays something out once a house: the wide and the narrow page come at the same time. */
export function perStage<T>(work: (stage: Stage) => Promise<T>): (stage: Stage) => Promise<T> {
  const done = new WeakMap<Stage, Promise<T>>()
  return stage => {
    const known = done.get(stage) ?? work(stage)
    done.set(stage, known)
    return known
  }
}
