// Pictures read by a model, asked through whoever knows models: that stands above here.
import type { House } from '../../config/house'
import { lanes } from '../../utils/lanes'
import { perObject } from '../../utils/once'
import { ExtractError, type Extracted, type Picture } from './document'
import type { Frame } from './frames'

/** The words in a picture, and what it shows, by the model that the settings name. */
export type PictureReader = (picture: Picture, signal: AbortSignal) => Promise<string>

const known = perObject((_house: House): { reader?: PictureReader } => ({}))

/** Says who asks the model of `rag.extract.vision_model`. */
export function setPictureReader(house: House, reader: PictureReader): void {
  known(house).reader = reader
}

/** Who reads pictures, when the settings want somebody to. */
export function pictureReader(house: House): PictureReader | undefined {
  const wanted =
    house.config.get('rag.extract.images') === 'model' &&
    house.config.get('rag.extract.vision_model') !== ''
  return wanted ? known(house).reader : undefined
}

const PATIENCE_MS = 180_000

export async function readPicture(
  reader: PictureReader,
  picture: Picture,
  signal: AbortSignal,
): Promise<Extracted> {
  const content = await ask(reader, picture, signal)
  if (content === '') throw new ExtractError('The model sees no words in this picture.')
  return { content, unit: null, pages: [], meta: {} }
}

/** @throws ExtractError when the model does not answer; the signal's reason */
async function ask(reader: PictureReader, picture: Picture, signal: AbortSignal): Promise<string> {
  try {
    const answer = await reader(
      picture,
      AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    )
    return answer.replaceAll('\0', '').toWellFormed().trim()
  } catch (cause) {
    signal.throwIfAborted()
    if (cause instanceof ExtractError) throw cause
    throw new ExtractError('The model that reads pictures does not answer. Try again later.', {
      cause,
    })
  }
}

const TOGETHER = 2

/** Puts what is in the pictures of pages below the words of each page. */
export async function withPictures(
  text: Extracted,
  pictures: Frame[],
  reader: PictureReader,
  signal: AbortSignal,
): Promise<Extracted> {
  const inLane = lanes(TOGETHER)
  const seen = await Promise.all(
    pictures.map(({ head, body }) =>
      inLane(async () => {
        if (head.kind !== 'picture') return { page: 0, words: '' }
        const picture = { name: head.name, type: head.type, bytes: body }
        return { page: head.page, words: await ask(reader, picture, signal) }
      }),
    ),
  )
  return merged(text, seen)
}

function merged(text: Extracted, seen: { page: number; words: string }[]): Extracted {
  const parts: string[] = []
  const pages: number[] = []
  let length = 0
  for (const [index, from] of text.pages.entries()) {
    const words = seen.filter(({ page, words }) => page === index + 1 && words !== '')
    const own = text.content.slice(from, text.pages[index + 1] ?? text.content.length).trimEnd()
    const part = [own, ...words.map(each => each.words)].filter(Boolean).join('\n\n')
    pages.push(length)
    parts.push(part)
    length += part.length + 2
  }
  return { ...text, content: parts.join('\n\n'), pages }
}
