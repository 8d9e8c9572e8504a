// Makes a small square picture of any image file, so that it can live inside the profile.

const SIDE = 192

/** A data URL of the middle of the image, 192 px wide. Throws when the file is no image. */
export const pictureOf = async (file: File): Promise<string> => {
  const image = await createImageBitmap(file)
  const side = Math.min(image.width, image.height)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIDE
  const x = (image.width - side) / 2
  const y = (image.height - side) / 2
  canvas.getContext('2d')?.drawImage(image, x, y, side, side, 0, 0, SIDE, SIDE)
  image.close()
  return canvas.toDataURL('image/webp', 0.85)
}
