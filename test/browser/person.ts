// What a person does and sees in most journeys.
import type { Locator, Page } from 'playwright-core'
import { PASSWORD } from '../app'

export const field = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'Message', exact: true })

export const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true })

/** Writes a message and sends it with Enter. */
export async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text)
  await field(page).press('Enter')
}

/** The newest message. */
export const newest = (page: Page): Locator => page.getByRole('article').last()

/** Waits until the newest message is a finished answer that holds the text. */
export const answered = (page: Page, text: string): Promise<void> =>
  page.locator('article:last-of-type:not([aria-busy])').filter({ hasText: text }).waitFor()

export const chatRow = (page: Page, title: string): Locator =>
  page.getByRole('navigation', { name: 'Chats' }).getByRole('link', { name: title, exact: true })

/** Opens the menu of a chat in the sidebar and chooses from it. */
export async function chooseForChat(page: Page, title: string, item: string): Promise<void> {
  await chatRow(page, title).hover()
  await button(page, `Menu of “${title}”`).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

/** Fills the sign-in form and sends it. */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await button(page, 'Sign in').click()
}

/** Opens the account menu and chooses from it. */
export async function chooseForMe(page: Page, item: string): Promise<void> {
  await button(page, /Account menu/).click()
  await page.getByRole('menuitem', { name: item }).click()
}
