// The settings of Ollama connections as admins read and write them.
import type { House } from '../config/house'
import { checkedAddress, optionsOf } from '../webui/connections/options'
import { ollamaCatalog } from './catalog'
import type { ConfigForm } from './schema'

/** The contract's document; a connection's key stands in its options. */
export const readConfig = ({ config }: House) => ({
  ENABLE_OLLAMA_API: config.get('ollama.enable'),
  OLLAMA_BASE_URLS: config.get('ollama.base_urls'),
  OLLAMA_API_CONFIGS: config.get('ollama.api_configs'),
})

/** Saves the document. An absent flag is off. */
export async function writeConfig(house: House, form: ConfigForm) {
  const urls = form.OLLAMA_BASE_URLS.map(checkedAddress)
  await house.config.set({
    'ollama.enable': form.ENABLE_OLLAMA_API ?? false,
    'ollama.base_urls': urls,
    'ollama.api_configs': Object.fromEntries(
      urls.map(url => [url, optionsOf(form.OLLAMA_API_CONFIGS, url)]),
    ),
  })
  void ollamaCatalog(house).read()
  return readConfig(house)
}
