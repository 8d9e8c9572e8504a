// People, groups and the directory, as an admin sees them.
import { button } from '../person'
import { close, heading, perStage, type Stage, type Visit } from './view'

const GROUP = 'Editors'

/** A group with Grace in it and a model open to it; once a house, whoever comes first. */
const furnished = perStage(async ({ ada, grace }: Stage) => {
  const form = { name: GROUP, description: 'They write' }
  const { id } = (await ada.post('/api/v1/groups/create', form)).body
  await ada.post(`/api/v1/users/${grace.id}/groups`, { group_ids: [id] })
  const access_control = { read: { group_ids: [id] } }
  const model = { id: 'for-editors', name: 'For editors', meta: {}, params: {}, access_control }
  await ada.post('/api/v1/models/create', model)
  return String(id)
})

/** A model that only the group and Grace may use. */
const narrowed = perStage(async (stage: Stage) => {
  const read = { group_ids: [await furnished(stage)], user_ids: [stage.grace.id] }
  await stage.ada.post('/api/v1/connections/access', { model: 'namer', everyone: false, read })
})

const LIST = 'name,email,password,role\nBo,bo@example.org,short,king\nAda,ada@example.org,,user\n'

export const people: Visit[] = [
  {
    name: 'the people',
    path: '/settings/people',
    stops: [
      {
        name: 'people',
        arrange: async (page, stage) => {
          await furnished(stage)
          await page.reload()
          await page.locator('li bdi', { hasText: GROUP }).waitFor()
        },
      },
      {
        name: 'people-chosen',
        arrange: async page => {
          await page.getByLabel('Choose all shown').check()
          await button(page, 'Give role').waitFor()
        },
      },
      {
        name: 'people-give',
        arrange: async page => {
          await page.getByLabel('New role of the chosen').selectOption('Admin')
          await button(page, 'Give role').click()
          await page.getByRole('dialog').waitFor()
        },
      },
      {
        name: 'people-add',
        arrange: async page => {
          await close(page, 'dialog')
          await button(page, 'Add a person').click()
          await page.getByLabel('First password').waitFor()
        },
      },
      {
        name: 'people-import',
        arrange: async page => {
          await close(page, 'dialog')
          await button(page, 'Import a list').click()
          const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) }
          await page.getByLabel('File of people').setInputFiles(file)
          await page.getByText('3 lines cannot be taken.').waitFor()
        },
      },
    ],
  },
  {
    name: 'one person',
    path: ({ grace }) => `/settings/people?id=${grace.id}`,
    stops: [
      {
        name: 'person',
        arrange: async (page, stage) => {
          await furnished(stage)
          await heading('Grace')(page)
          await page.getByRole('checkbox', { name: GROUP }).waitFor()
        },
      },
      {
        name: 'person-delete',
        arrange: async page => {
          await button(page, 'Delete account').click()
          await page.getByText(/no chats|\d chat/).waitFor()
        },
      },
    ],
  },
  {
    name: 'somebody’s chat',
    path: ({ chat }) => `/s/${chat}`,
    stops: [
      {
        name: 'shared-chat',
        arrange: page => page.getByText('You read this as an admin.').waitFor(),
      },
    ],
  },
  {
    name: 'the groups',
    path: '/settings/groups',
    stops: [
      {
        name: 'groups',
        arrange: async (page, stage) => {
          await furnished(stage)
          await page.reload()
          await page.getByText('1 member').waitFor()
        },
      },
      {
        name: 'group-add',
        arrange: async page => {
          await button(page, 'Add a group').click()
          await page.getByLabel('What it is for').waitFor()
        },
      },
      {
        name: 'group',
        arrange: async page => {
          await close(page, 'dialog')
          await page.getByRole('link', { name: GROUP }).click()
          await page.getByText('may use').waitFor()
          await button(page, 'Take Grace out').waitFor()
          await page.getByRole('searchbox', { name: 'Find people to add' }).fill('ada')
          await button(page, 'Add Ada').waitFor()
        },
      },
      {
        name: 'group-delete',
        arrange: async page => {
          await button(page, 'Delete group').click()
          await page.getByText('Model: For editors').waitFor()
        },
      },
      {
        name: 'group-everybody',
        arrange: async (page, { app }) => {
          await page.goto(`${app.url}/settings/groups?id=everybody`)
          await page.getByRole('switch', { name: 'Delete chats' }).waitFor()
        },
      },
    ],
  },
  {
    name: 'who may use a model',
    path: '/settings/models',
    stops: [
      {
        name: 'model-access',
        arrange: async (page, stage) => {
          await narrowed(stage)
          await page.reload()
          await page.getByText('1 group · 1 person').waitFor()
          await button(page, 'Who may use namer').click()
          await page.getByRole('dialog').getByRole('checkbox', { name: GROUP }).waitFor()
          await button(page, 'Take Grace out').waitFor()
          await page.getByRole('searchbox', { name: 'Find people to add' }).fill('ada')
          await button(page, 'Add Ada').waitFor()
        },
      },
    ],
  },
  {
    name: 'the directory',
    path: '/settings/ldap',
    trouble: /status of 400/,
    stops: [
      { name: 'ldap', arrange: heading('Try it') },
      {
        name: 'ldap-away',
        arrange: async page => {
          await page.getByText('Attributes, patience and ciphers').click()
          await page.getByLabel('User name', { exact: true }).fill('grace')
          await button(page, 'Look up').click()
          await page.getByText(/It cannot be reached|It closed/).waitFor()
        },
      },
    ],
  },
]
