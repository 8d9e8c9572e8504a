// The settings of the whole server as this page knows them, and where each has its home.
import { useMutation, useQuery } from '@tanstack/react-query'
import { type HouseSetting, houseSettings } from '../../api-house'
import { queryClient } from '../../cache'
import { notifyDone } from '../../parts/ui/toast'
import { type HouseWords, useHouseWords } from '../../text/house'
import { type TextId, t } from '../../text/index'

export const HOUSE = ['house', 'settings']

/** All of them, secrets masked; for admins. */
export const useHouseSettings = (enabled = true) =>
  useQuery({
    queryKey: HOUSE,
    queryFn: async () => (await houseSettings.list()).data,
    enabled,
  })

const held = (): HouseSetting[] => queryClient.getQueryData<HouseSetting[]>(HOUSE) ?? []

/** A secret ends when the address it is for changes; who changed that must know. */
const tellEnded = (
  words: HouseWords,
  before: HouseSetting[],
  after: HouseSetting[],
  meant: string[],
) => {
  const value = (key: string) => before.find(one => one.key === key)?.value
  const ended = after.filter(
    one =>
      one.secret &&
      !meant.includes(one.key) &&
      JSON.stringify(value(one.key)) !== JSON.stringify(one.value),
  )
  for (const one of ended) notifyDone(t('house.secretEnded', { name: words.label(one) }))
}

/** Saves some settings; what is wrong with them stands in `error`. */
export const useSaveSettings = () => {
  const words = useHouseWords()
  return useMutation({
    mutationFn: async (changes: Record<string, unknown>) => {
      const before = held()
      const { data } = await houseSettings.save(changes)
      queryClient.setQueryData(HOUSE, data)
      tellEnded(words, before, data, Object.keys(changes))
    },
  })
}

/** Gives settings back to the environment or the default. */
export const useGiveBack = () =>
  useMutation({
    mutationFn: async (keys: string[]) => {
      const { data } = await houseSettings.giveBack({ keys })
      queryClient.setQueryData(HOUSE, data)
    },
  })

/** Anchors hold no dots, which selectors would trip over. */
export const anchorOf = (key: string): string => key.replaceAll('.', '-').toLowerCase()

/** Settings with a form of their own, by key or by area, and the page that has it. */
const HOMES: Record<string, { path: string; id: string; text: TextId }> = {
  'ui.banners': { path: 'banners', id: 'list', text: 'settings.banners' },
  'ui.prompt_suggestions': { path: 'suggestions', id: 'list', text: 'settings.suggestions' },
  'ui.default_models': { path: 'default-models', id: 'list', text: 'settings.defaultModels' },
  'ui.model_order_list': { path: 'default-models', id: 'list', text: 'settings.defaultModels' },
  'user.permissions': {
    path: 'groups?id=everybody',
    id: 'chat-file_upload',
    text: 'settings.groups',
  },
  'audit.days': { path: 'audit', id: 'audit-days', text: 'settings.audit' },
  'usage.days': { path: 'usage', id: 'usage-days', text: 'settings.usage' },
  'usage.currency': { path: 'usage', id: 'usage-currency', text: 'settings.usage' },
  'budget.exempt_admins': {
    path: 'budgets',
    id: 'budget-exempt_admins',
    text: 'settings.budgets',
  },
  'retention.days': { path: 'retention', id: 'rule', text: 'settings.retention' },
  'metrics.token': { path: 'system', id: 'metrics-token', text: 'settings.system' },
  Providers: { path: 'connections', id: 'list', text: 'settings.connections' },
}

/** Pages made of areas; an area that none of them names stands on the last one. */
export const AREAS: Record<string, { path: string; text: TextId }> = {
  Accounts: { path: 'general', text: 'settings.general' },
  'Sign-in with providers': { path: 'oauth', text: 'settings.oauth' },
  'Sign-in through LDAP': { path: 'ldap', text: 'settings.ldap' },
  Page: { path: 'general', text: 'settings.general' },
  Tasks: { path: 'tasks', text: 'settings.tasks' },
  Files: { path: 'documents', text: 'settings.documents' },
  Documents: { path: 'documents', text: 'settings.documents' },
  'Web search': { path: 'web', text: 'settings.web' },
  Webhook: { path: 'webhook', text: 'settings.webhook' },
}
const REST = { path: 'configuration', text: 'settings.configuration' } as const

/** Where people change a setting. */
export const homeOf = (setting: HouseSetting): { path: string; id: string; text: TextId } =>
  HOMES[setting.key] ??
  HOMES[setting.area] ?? {
    ...(AREAS[setting.area] ?? REST),
    id: anchorOf(setting.key),
  }

/** Those that a page shows as rows, area by area. */
export const areasOf = (all: HouseSetting[], path: string): [string, HouseSetting[]][] => {
  const shown = all.filter(one => {
    const home = homeOf(one)
    return home.path === path && home.id === anchorOf(one.key)
  })
  return [...Map.groupBy(shown, one => one.area)]
}
