// From the bytes of a document to its words.
import type { House } from '../../config/house'
import { readApart } from './apart'
import { bytesOf, type Document, ExtractError, type Extracted, type Limits } from './document'
import { engine, isPlain } from './engine'
import type { Frame } from './frames'
import { pictureReader, readPicture, withPictures } from './vision'

export { EngineError } from './call'
export { type Document, ExtractError, type Extracted, type Picture } from './document'
export { type PictureReader, setPictureReader } from './vision'

/** Whether pictures are read at all, by a model or by an engine outside. */
export const readsPictures = (house: House): boolean =>
  pictureReader(house) !== undefined || engine(house) !== undefined

const MB = 1_048_576
const MOST_PICTURE = 20 * MB

/**
 * Reads a document in a process of its own, or by the engine that the settings name.
 * @throws ExtractError when it is broken, encrypted, too big or empty; the signal's reason when that ends it
 */
export async function extract(
  house: House,
  document: Document,
  signal: AbortSignal,
): Promise<Extracted> {
  signal.throwIfAborted()
  if (document.size === 0) throw new ExtractError('The file is empty.')
  const outside = engine(house)
  if (outside && !isPlain(document)) return outside(house, document, limitsOf(house), signal)
  const looks = pictureReader(house)
  if (looks && isPicture(document)) {
    const { name, type } = document
    return readPicture(looks, { name, type, bytes: await bytesOf(document, MOST_PICTURE) }, signal)
  }
  const frames = await readApart(house, document, limitsOf(house), signal)
  const text = textOf(frames)
  const pictures = frames.filter(({ head }) => head.kind === 'picture')
  const whole =
    looks && pictures.length > 0 ? await withPictures(text, pictures, looks, signal) : text
  if (whole.content.trim() === '') throw new ExtractError('There is no text in it.')
  return whole
}

const isPicture = ({ type }: Document): boolean => /^image\/(png|jpeg|gif|webp|avif)$/.test(type)

function limitsOf(house: House): Limits {
  const { config } = house
  return {
    seconds: config.get('rag.extract.seconds'),
    memoryMb: config.get('rag.extract.memory_mb'),
    unpackedBytes: config.get('rag.extract.unpacked_mb') * MB,
    characters: config.get('rag.extract.characters'),
    pictures: config.get('rag.pdf_extract_images') && pictureReader(house) !== undefined,
  }
}

function textOf(frames: Frame[]): Extracted {
  const last = frames.at(-1)
  if (last?.head.kind !== 'text') throw new ExtractError('There is no text in it.')
  const { unit, pages, meta } = last.head
  return {
    content: new TextDecoder('utf-8', { ignoreBOM: true }).decode(last.body),
    unit,
    pages,
    meta,
  }
}
