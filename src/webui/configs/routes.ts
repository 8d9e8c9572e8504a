// Settings of the whole server that have a page of their own: models, suggestions, banners.
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import type { House } from '../../config/house'
import { BannersForm, ModelsForm, SuggestionsForm } from './schema'

export const configs = (house: House) =>
  new Elysia({ prefix: '/configs' })
    .use(guard(house))
    .get('/models', () => readModels(house), { role: 'admin' })
    .post('/models', ({ body }) => writeModels(house, body), { role: 'admin', body: ModelsForm })
    .post('/suggestions', ({ body }) => writeSuggestions(house, body), {
      role: 'admin',
      body: SuggestionsForm,
    })
    .get('/banners', () => house.config.get('ui.banners'), { role: 'verified' })
    .post('/banners', ({ body }) => writeBanners(house, body), {
      role: 'admin',
      body: BannersForm,
    })

const readModels = ({ config }: House) => ({
  DEFAULT_MODELS: config.get('ui.default_models'),
  MODEL_ORDER_LIST: config.get('ui.model_order_list'),
})

async function writeModels(house: House, form: typeof ModelsForm._output) {
  await house.config.set({
    'ui.default_models': form.DEFAULT_MODELS,
    'ui.model_order_list': form.MODEL_ORDER_LIST ?? [],
  })
  return readModels(house)
}

/** A title is shown in two lines. */
async function writeSuggestions({ config }: House, form: typeof SuggestionsForm._output) {
  const suggestions = form.suggestions.map(({ title: [first = '', second = ''], content }) => ({
    title: [first, second] as [string, string],
    content,
  }))
  await config.set({ 'ui.prompt_suggestions': suggestions })
  return config.get('ui.prompt_suggestions')
}

async function writeBanners({ config }: House, { banners }: typeof BannersForm._output) {
  await config.set({ 'ui.banners': banners })
  return config.get('ui.banners')
}
