// The whole catalogue of this language.
import { chat } from './chat'
import { common } from './common'
import { connections } from './connections'
import { settings } from './settings'
import { shell } from './shell'
import { ways } from './ways'

export const en = { ...common, ...shell, ...settings, ...connections, ...chat, ...ways }

export type TextId = keyof typeof en
