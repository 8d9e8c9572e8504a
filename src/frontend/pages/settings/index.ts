// The pages of the settings and every single setting on them, for the menu and for the search.
import type { TextId } from '../../text/index'

export type SettingsPath =
  | 'account'
  | 'security'
  | 'sessions'
  | 'api-keys'
  | 'appearance'
  | 'data'
  | 'files'
  | 'connections'
  | 'models'
  | 'people'
  | 'groups'
  | 'oauth'
  | 'ldap'
  | 'default-models'
  | 'suggestions'
  | 'banners'
  | 'general'
  | 'tasks'
  | 'documents'
  | 'web'
  | 'webhook'
  | 'configuration'
  | 'audit'
  | 'usage'
  | 'budgets'
  | 'retention'
  | 'system'

export interface SettingsEntry {
  path: SettingsPath
  text: TextId
  /** Only admins see it. */
  admin: boolean
  /** The settings on the page; ids are anchors. */
  items: { id: string; text: TextId; hint: TextId }[]
}

export const settingsPages: SettingsEntry[] = [
  {
    path: 'account',
    text: 'settings.account',
    admin: false,
    items: [
      { id: 'picture', text: 'account.picture', hint: 'account.pictureHint' },
      { id: 'name', text: 'account.name', hint: 'account.nameHint' },
      { id: 'password', text: 'account.password', hint: 'account.passwordHint' },
      { id: 'identities', text: 'provider.linked', hint: 'provider.linkedHint' },
      { id: 'usage', text: 'own.usage', hint: 'own.usageHint' },
      { id: 'session', text: 'account.session', hint: 'account.sessionHint' },
    ],
  },
  {
    path: 'security',
    text: 'settings.security',
    admin: false,
    items: [
      { id: 'app', text: 'security.app', hint: 'security.appHint' },
      { id: 'passkeys', text: 'passkeys.title', hint: 'passkeys.hint' },
    ],
  },
  {
    path: 'sessions',
    text: 'settings.sessions',
    admin: false,
    items: [{ id: 'list', text: 'sessions.list', hint: 'sessions.listHint' }],
  },
  {
    path: 'api-keys',
    text: 'settings.apiKeys',
    admin: false,
    items: [{ id: 'list', text: 'keys.list', hint: 'keys.listHint' }],
  },
  {
    path: 'appearance',
    text: 'settings.appearance',
    admin: false,
    items: [
      { id: 'theme', text: 'theme.title', hint: 'appearance.themeHint' },
      { id: 'language', text: 'appearance.language', hint: 'appearance.languageHint' },
      { id: 'enter', text: 'appearance.enter', hint: 'appearance.enterHint' },
      { id: 'motion', text: 'appearance.motion', hint: 'appearance.motionHint' },
    ],
  },
  {
    path: 'data',
    text: 'settings.data',
    admin: false,
    items: [
      { id: 'export', text: 'data.export', hint: 'data.exportHint' },
      { id: 'import', text: 'data.import', hint: 'data.importHint' },
      { id: 'archive', text: 'data.archiveAll', hint: 'data.archiveAllHint' },
      { id: 'delete', text: 'data.deleteAll', hint: 'data.deleteAllHint' },
    ],
  },
  {
    path: 'files',
    text: 'files.title',
    admin: false,
    items: [{ id: 'list', text: 'files.list', hint: 'files.lead' }],
  },
  {
    path: 'connections',
    text: 'settings.connections',
    admin: true,
    items: [{ id: 'list', text: 'connections.list', hint: 'connections.lead' }],
  },
  {
    path: 'models',
    text: 'settings.models',
    admin: true,
    items: [{ id: 'access', text: 'models.everyone', hint: 'models.lead' }],
  },
  {
    path: 'people',
    text: 'settings.people',
    admin: true,
    items: [{ id: 'roles', text: 'people.roles', hint: 'people.lead' }],
  },
  {
    path: 'groups',
    text: 'settings.groups',
    admin: true,
    items: [{ id: 'list', text: 'groups.list', hint: 'groups.lead' }],
  },
  {
    path: 'oauth',
    text: 'settings.oauth',
    admin: true,
    items: [
      { id: 'oauth-enable', text: 'settings.oauth', hint: 'provider.lead' },
      { id: 'oauth-oidc-client_id', text: 'provider.oidc', hint: 'provider.addressHint' },
      { id: 'oauth-google-client_id', text: 'provider.google', hint: 'provider.redirectHint' },
      { id: 'oauth-microsoft-client_id', text: 'provider.microsoft', hint: 'provider.tenantHint' },
      { id: 'oauth-github-client_id', text: 'provider.github', hint: 'provider.siteHint' },
    ],
  },
  {
    path: 'ldap',
    text: 'settings.ldap',
    admin: true,
    items: [{ id: 'try', text: 'ldap.try', hint: 'ldap.tryLead' }],
  },
  // Rows of the settings table are found by what the server says of them: see `found.tsx`.
  { path: 'default-models', text: 'settings.defaultModels', admin: true, items: [] },
  { path: 'suggestions', text: 'settings.suggestions', admin: true, items: [] },
  { path: 'banners', text: 'settings.banners', admin: true, items: [] },
  { path: 'general', text: 'settings.general', admin: true, items: [] },
  { path: 'tasks', text: 'settings.tasks', admin: true, items: [] },
  {
    path: 'documents',
    text: 'settings.documents',
    admin: true,
    items: [
      { id: 'index', text: 'index.title', hint: 'index.hint' },
      { id: 'try', text: 'index.try', hint: 'index.tryHint' },
    ],
  },
  {
    path: 'web',
    text: 'settings.web',
    admin: true,
    items: [{ id: 'try', text: 'webSearch.try', hint: 'webSearch.tryHint' }],
  },
  {
    path: 'webhook',
    text: 'settings.webhook',
    admin: true,
    items: [{ id: 'test', text: 'webhook.test', hint: 'webhook.none' }],
  },
  {
    path: 'configuration',
    text: 'settings.configuration',
    admin: true,
    items: [
      { id: 'export', text: 'configuration.export', hint: 'configuration.exportHint' },
      { id: 'import', text: 'configuration.import', hint: 'configuration.importHint' },
    ],
  },
  {
    path: 'audit',
    text: 'settings.audit',
    admin: true,
    items: [{ id: 'search', text: 'audit.search', hint: 'audit.searchHint' }],
  },
  {
    path: 'usage',
    text: 'settings.usage',
    admin: true,
    items: [{ id: 'prices', text: 'prices.title', hint: 'usage.lead' }],
  },
  {
    path: 'budgets',
    text: 'settings.budgets',
    admin: true,
    items: [{ id: 'list', text: 'budgets.list', hint: 'budgets.lead' }],
  },
  {
    path: 'retention',
    text: 'settings.retention',
    admin: true,
    items: [{ id: 'run', text: 'retention.run', hint: 'retention.runHint' }],
  },
  {
    path: 'system',
    text: 'settings.system',
    admin: true,
    items: [{ id: 'copy', text: 'system.copy', hint: 'system.copyHint' }],
  },
]
