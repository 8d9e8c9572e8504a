// Reads the pictures of documents with the model that the settings name.
import type { House } from '../config/house'
import { ExtractError, type PictureReader, setPictureReader } from '../retrieval/extract'
import { withoutThoughts } from '../utils/thoughts'
import { findModel } from './models'
import prompt from './prompts/picture.txt' with { type: 'text' }
import { complete } from './provider'
import { serverItself } from './server-itself'

/** From now on pictures can be read, where the settings want it. */
export const readPictures = (house: House): void => setPictureReader(house, reader(house))

const reader =
  (house: House): PictureReader =>
  async ({ type, bytes }, signal) => {
    const name = house.config.get('rag.extract.vision_model')
    const found = await findModel(house, name)
    // With the server's rights.
    const me = await serverItself(house)
    if (!found || !me) {
      throw new ExtractError(`There is no model ${name} to read pictures. Choose another one.`)
    }
    const ending = new AbortController()
    signal.addEventListener('abort', () => ending.abort(signal.reason), { once: true })
    signal.throwIfAborted()
    const url = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
    const content = [
      { type: 'text', text: prompt },
      { type: 'image_url', image_url: { url } },
    ]
    const call = { house, me, found, ending, kind: 'task' as const }
    const { choices } = await complete(call, { messages: [{ role: 'user', content }] })
    return withoutThoughts(choices[0]?.message.content ?? '')
  }
