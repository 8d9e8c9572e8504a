// The settings of OpenAI-style connections as admins read and write them.
import type { House } from '../config/house'
import { bind, connections } from '../webui/connections/connection'
import { checkedAddress, optionsOf } from '../webui/connections/options'
import { openaiCatalog } from './catalog'
import type { ConfigForm } from './schema'

/** The contract's document, keys in clear; a key shows only beside the address it was given for. */
export function readConfig(house: House) {
  const configs = Object.entries(house.config.get('openai.api_configs'))
  return {
    ENABLE_OPENAI_API: house.config.get('openai.enable'),
    OPENAI_API_BASE_URLS: house.config.get('openai.api_base_urls'),
    OPENAI_API_KEYS: connections(house, 'openai').map(({ key }) => key),
    OPENAI_API_CONFIGS: Object.fromEntries(
      configs.map(([url, { bound: _, ...options }]) => [url, options]),
    ),
  }
}

/** Saves the document; keys are cut or filled up to one for each address. An absent flag is off. */
export async function writeConfig(house: House, form: ConfigForm) {
  const urls = form.OPENAI_API_BASE_URLS.map(checkedAddress)
  const keys = urls.map((_, idx) => form.OPENAI_API_KEYS[idx]?.trim() ?? '')
  const configs = urls.map(url => {
    const bound = bind(keys.filter((_, idx) => urls[idx] === url))
    return [url, { ...optionsOf(form.OPENAI_API_CONFIGS, url), bound }]
  })
  await house.config.set({
    'openai.enable': form.ENABLE_OPENAI_API ?? false,
    'openai.api_base_urls': urls,
    'openai.api_keys': keys,
    'openai.api_configs': Object.fromEntries(configs),
  })
  void openaiCatalog(house).read()
  return readConfig(house)
}
