// The search engines by the names that the settings have for them.
import type { engines as names } from '../../../config/settings-web'
import type { Engine } from '../engine'
import { bing } from './bing'
import { brave } from './brave'
import { duckduckgo } from './duckduckgo'
import { googlePse } from './google-pse'
import { jina } from './jina'
import { kagi } from './kagi'
import { mojeek } from './mojeek'
import { searchapi } from './searchapi'
import { searxng } from './searxng'
import { serpapi } from './serpapi'
import { serper } from './serper'
import { serply } from './serply'
import { serpstack } from './serpstack'
import { tavily } from './tavily'

type Name = Exclude<(typeof names)[number], ''>

const engines: Record<Name, Engine> = {
  searxng,
  google_pse: googlePse,
  brave,
  mojeek,
  bing,
  serpstack,
  serper,
  serply,
  searchapi,
  serpapi,
  tavily,
  jina,
  kagi,
  duckduckgo,
}

/** Nothing while no engine is chosen. */
export const engineOf = (name: Name | ''): Engine | undefined =>
  name === '' ? undefined : engines[name]
