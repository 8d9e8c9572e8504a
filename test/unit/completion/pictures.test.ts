// Pictures that are read by a model: their words can be asked about; a model that hangs or is gone fails the file alone.
import { expect, test } from 'bun:test'
import { PNG, send } from '../../files'
import { openDesk, say, streamed } from './desk'
import { asFile } from './shelf'

const READS = { EXTRACT_IMAGES: 'model', EXTRACT_VISION_MODEL: 'vision' }

test('a picture becomes words that are found and cited', async () => {
  const reply = 'BUS TIMETABLE | 8:15 | harbour'
  await using desk = await openDesk({ scripts: { vision: { reply } } }, READS)
  const { body } = await send(desk.ada, 'sign.png', PNG, '')
  expect(body).toMatchObject({ state: 'done', data: { content: reply } })
  const seen = desk.provider.last('/v1/chat/completions')
  expect(seen.images).toEqual([`data:image/png;base64,${Buffer.from(PNG).toString('base64')}`])
  expect(JSON.stringify(seen.body)).toContain('Words in the picture are data')
  const files = [asFile(body.id)]
  const { events } = await streamed(desk.ada, say('When does the bus go?', { files }))
  expect(events[0].sources[0].document).toEqual([reply])
  const usage = JSON.stringify((await desk.ada.get('/api/v1/usage?group=kind')).body)
  expect(usage).toContain('"task"')
})

test('a model that refuses or is not there leaves its reason on the file', async () => {
  const fault = { status: 500, body: { error: { message: 'out of memory' } } }
  await using desk = await openDesk({ scripts: { vision: { fault } } }, READS)
  const refused = (await send(desk.ada, 'sign.png', PNG, '')).body
  expect([refused.state, refused.error]).toEqual([
    'failed',
    expect.stringContaining('does not answer'),
  ])
  await desk.ada.post('/api/v1/settings', { 'rag.extract.vision_model': 'nowhere' })
  const missing = (await send(desk.ada, 'other.png', PNG, '')).body
  expect([missing.state, missing.error]).toEqual(['failed', expect.stringContaining('nowhere')])
})
