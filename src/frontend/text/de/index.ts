// The whole catalogue of this language.
import type { Catalogue } from '../index'
import { chat } from './chat'
import { common } from './common'
import { connections } from './connections'
import { documents } from './documents'
import { house } from './house'
import { knowledge } from './knowledge'
import { ldap } from './ldap'
import { people } from './people'
import { provider } from './provider'
import { security } from './security'
import { seeing } from './seeing'
import { settings } from './settings'
import { shell } from './shell'
import { told } from './told'
import { ways } from './ways'

export const de: Catalogue = {
  ...common,
  ...shell,
  ...security,
  ...settings,
  ...connections,
  ...house,
  ...chat,
  ...documents,
  ...knowledge,
  ...ways,
  ...ldap,
  ...people,
  ...provider,
  ...seeing,
  ...told,
}
