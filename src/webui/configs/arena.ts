// Settings of models that hide which model answers, as the contract has them.
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import type { House } from '../../config/house'
import { ArenaForm } from './schema'

export const arenaConfigs = (house: House) =>
  new Elysia({ prefix: '/evaluations' })
    .use(guard(house))
    .get('/config', () => read(house), { role: 'admin' })
    .post('/config', ({ body }) => write(house, body), {
      role: 'admin',
      audit: 'settings.change',
      body: ArenaForm,
    })

const read = ({ config }: House) => ({
  ENABLE_EVALUATION_ARENA_MODELS: config.get('evaluation.arena.enable'),
  EVALUATION_ARENA_MODELS: config.get('evaluation.arena.models'),
})

/** What is left out stays. */
async function write(house: House, form: ArenaForm) {
  const { ENABLE_EVALUATION_ARENA_MODELS: on, EVALUATION_ARENA_MODELS: models } = form
  await house.config.set({
    ...(on !== null && { 'evaluation.arena.enable': on }),
    ...(models !== null && { 'evaluation.arena.models': models }),
  })
  return read(house)
}
