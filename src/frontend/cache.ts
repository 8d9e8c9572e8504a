// What the page knows of the server: the query cache, its keys, and the reads many parts share.
import { QueryClient, useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { account, models } from './api'
import { ApiError, isPassing } from './request'
import { adoptHouseLanguage } from './text/choice'
import type { ConnectionState, PublicConfig, Session, UserSettings } from './wire'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Events over /ws say when something changed; this is for what they may have missed.
      staleTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && isPassing(error),
      retryDelay: 600,
    },
    mutations: { networkMode: 'always' },
  },
})

export const keys = {
  config: ['config'] as const,
  session: ['session'] as const,
  settings: ['settings'] as const,
  models: ['models'] as const,
  connections: ['connections'] as const,
  local: ['connections', 'local'] as const,
  openai: ['providers', 'openai'] as const,
  ollama: ['providers', 'ollama'] as const,
  chats: ['chats'] as const,
  chatList: ['chats', 'list'] as const,
  pinned: ['chats', 'pinned'] as const,
  archived: ['chats', 'archived'] as const,
  search: (text: string) => ['chats', 'search', text] as const,
  chat: (id: string) => ['chat', id] as const,
}

/** The public document. Its language is on before anything of it is shown. */
const readConfig = async (): Promise<PublicConfig> => {
  const config = await account.publicConfig()
  await adoptHouseLanguage(config.default_locale)
  return config
}

export const useConfig = () => useQuery({ queryKey: keys.config, queryFn: readConfig })

/** Set while somebody is signed in here; only a hint, the session itself is in the cookie. */
const SIGNED_IN = 'hearth.signed-in'

const remember = (session: Session | null): void => {
  if (session) localStorage.setItem(SIGNED_IN, 'yes')
  else localStorage.removeItem(SIGNED_IN)
}

/** Somebody has come in by another way than this page's forms, and has the cookie. */
export const expectSession = (): void => localStorage.setItem(SIGNED_IN, 'yes')

/**
 * Nobody signed in is an answer, not an error: `null`. A stranger's page need not ask in vain: the
 * public document says more to people with a session, and who signed in here left the hint.
 */
const readSession = async (): Promise<Session | null> => {
  const config = await queryClient.fetchQuery({
    queryKey: keys.config,
    queryFn: readConfig,
    staleTime: 1000,
  })
  const told = ['default_models', 'second_factor', 'pending'].some(key => key in config)
  if (!told && !localStorage.getItem(SIGNED_IN)) return null
  try {
    return await account.session()
  } catch (error) {
    if (!(error instanceof ApiError) || ![401, 403].includes(error.status)) throw error
    remember(null)
    return null
  }
}

export const useSession = () =>
  useQuery({ queryKey: keys.session, queryFn: readSession, staleTime: Number.POSITIVE_INFINITY })

/** Given by the app, so that nobody below it sees the moment in which a session ends. */
export const MeContext = createContext<Session | null>(null)

/** The signed-in person; only for parts that are shown to one. */
export const useMe = (): Session => {
  const me = useContext(MeContext)
  if (!me) throw new Error('Nobody is signed in')
  return me
}

export const useModels = () =>
  useQuery({ queryKey: keys.models, queryFn: async () => (await models.list()).data })

/** How often the state of a provider that is slow or away is asked for, while somebody looks. */
const CHECK_EVERY = 5000

const isSettled = ({ state }: ConnectionState): boolean => state === 'ok' || state === 'off'

export const useConnections = () =>
  useQuery({
    queryKey: keys.connections,
    queryFn: async () => (await models.connections()).data,
    staleTime: 15_000,
    refetchInterval: ({ state }) => (state.data?.every(isSettled) === false ? CHECK_EVERY : false),
  })

type Ui = NonNullable<UserSettings['ui']>

const readSettings = async (): Promise<UserSettings> => (await account.settings()) ?? {}

/** The person's own settings, with what is absent filled in. */
export const useSettings = () => {
  const query = useQuery({ queryKey: keys.settings, queryFn: readSettings })
  const ui: Ui = query.data?.ui ?? {}
  return { ...query, ui, enterToSend: ui.enterToSend ?? true }
}

/** Changes some of the person's settings; shown at once, taken back if the server refuses. */
export const saveUi = async (patch: Partial<Ui>): Promise<void> => {
  const before = await queryClient.ensureQueryData({
    queryKey: keys.settings,
    queryFn: readSettings,
  })
  const after: UserSettings = { ...before, ui: { ...before.ui, ...patch } }
  queryClient.setQueryData(keys.settings, after)
  try {
    await account.saveSettings(after)
  } catch (error) {
    queryClient.setQueryData(keys.settings, before)
    throw error
  }
}

/** Takes a new session into use, or none after signing out. */
export const adoptSession = (session: Session | null): void => {
  remember(session)
  queryClient.setQueryData(keys.session, session)
  void queryClient.invalidateQueries({ queryKey: keys.config })
}

/** Drops all that is known of a person, once no part of the page shows it: what is shown is asked for anew. */
export const forgetPerson = (): void => {
  const shared: unknown[] = ['config', 'session']
  queryClient.removeQueries({ predicate: query => !shared.includes(query.queryKey[0]) })
}
