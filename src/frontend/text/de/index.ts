// The whole catalogue of this language.
import type { Catalogue } from '../index'
import { chat } from './chat'
import { common } from './common'
import { connections } from './connections'
import { settings } from './settings'
import { shell } from './shell'
import { ways } from './ways'

export const de: Catalogue = { ...common, ...shell, ...settings, ...connections, ...chat, ...ways }
