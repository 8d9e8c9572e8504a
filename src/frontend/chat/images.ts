// Makes pasted and dropped images fit to send: known kinds, no larger than a model can use.

/** The longer side of what is sent, in pixels. */
const LONGEST_SIDE = 2048
const KINDS = ['image/png', 'image/jpeg', 'image/webp', 'image/gif']

export interface ImageDraft {
  id: string
  name: string
  /** A data URL; absent while the image is being made ready. */
  url?: string
}

export const isImage = (file: File): boolean => KINDS.includes(file.type)

export const imageKinds = KINDS.join(',')

/** The size an image is sent in; the same when it is small enough. */
export const fit = (width: number, height: number): { width: number; height: number } => {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}

/** The image as a data URL, scaled down where it is large. Throws when it cannot be read. */
export const imageUrl = async (file: File): Promise<string> => {
  const bitmap = await createImageBitmap(file)
  try {
    const size = fit(bitmap.width, bitmap.height)
    if (size.width === bitmap.width && size.height === bitmap.height) return dataUrl(file)
    const canvas = document.createElement('canvas')
    canvas.width = size.width
    canvas.height = size.height
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, size.width, size.height)
    // A scaled GIF is a single picture, so it travels as PNG.
    const type = file.type === 'image/gif' ? 'image/png' : file.type
    return dataUrl(await blobOf(canvas, type))
  } finally {
    bitmap.close()
  }
}

const blobOf = (canvas: HTMLCanvasElement, type: string): Promise<Blob> =>
  new Promise((resolve, reject) => {
    const take = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new Error('The image could not be scaled'))
    canvas.toBlob(take, type, 0.9)
  })

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
