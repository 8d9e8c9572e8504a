// The whole configuration, and what has a page of its own: models, suggestions, banners.
import { Elysia } from 'elysia'
import { guard, READS } from '../../auth/guard'
import { happened } from '../../auth/happened'
import type { Principal } from '../../auth/principal'
import { configDocument } from '../../config/document'
import type { House } from '../../config/house'
import { takeIn } from '../settings/change'
import { ImportForm } from '../settings/schema'
import { BannersForm, ExportQuery, ModelsForm, SuggestionsForm } from './schema'

export const configs = (house: House) =>
  new Elysia({ prefix: '/configs' })
    .use(guard(house))
    .get('/export', context => exportAll(house, context), { role: 'admin', query: ExportQuery })
    .post('/import', ({ body, query }) => importAll(house, body.config, query.secrets), {
      role: { is: 'admin', body: 'document' },
      audit: 'settings.import',
      body: ImportForm,
      query: ExportQuery,
    })
    .get('/models', () => readModels(house), { role: 'admin' })
    .post('/models', ({ body }) => writeModels(house, body), {
      role: 'admin',
      audit: 'settings.change',
      body: ModelsForm,
    })
    .post('/suggestions', ({ body }) => writeSuggestions(house, body), {
      role: 'admin',
      audit: 'settings.change',
      body: SuggestionsForm,
    })
    .get('/banners', () => house.config.get('ui.banners'), { role: READS })
    .post('/banners', ({ body }) => writeBanners(house, body), {
      role: 'admin',
      audit: 'settings.change',
      body: BannersForm,
    })

interface Asked {
  me: Principal
  request: Request
  query: typeof ExportQuery._output
}

/** Whether the secrets went along stands in the audit log. */
function exportAll(house: House, { me, request, query: { secrets } }: Asked) {
  const detail = secrets ? 'secrets' : null
  happened(house, request, { action: 'settings.export', outcome: 'done', by: me.user, detail })
  return configDocument(house.config, secrets)
}

/** The document as it is kept now; what of it is no setting stands in a header, as nothing keeps it. */
async function importAll(house: House, config: object, secrets: boolean): Promise<Response> {
  const unknown = (await takeIn(house, config)).map(encodeURIComponent).slice(0, TOLD)
  return Response.json(configDocument(house.config, secrets), {
    headers: unknown.length > 0 ? { 'x-unknown-settings': unknown.join(', ') } : {},
  })
}

const TOLD = 20

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
