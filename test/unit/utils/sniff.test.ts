import { expect, test } from 'bun:test'
import { sniffRaster } from '../../../src/utils/sniff'

const bytes = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))

test('raster images are known by their first bytes', () => {
  expect(sniffRaster(bytes('\x89PNG\r\n\x1a\n…'))).toBe('image/png')
  expect(sniffRaster(bytes('\xff\xd8\xff\xe0'))).toBe('image/jpeg')
  expect(sniffRaster(bytes('GIF89a'))).toBe('image/gif')
  expect(sniffRaster(bytes('RIFF\x00\x00\x00\x00WEBPVP8 '))).toBe('image/webp')
})

test('nothing that can hold a script is an image', () => {
  for (const text of [
    '',
    '<svg onload="x">',
    '<html>',
    ' \x89PNG\r\n\x1a\n',
    'GIF89',
    'RIFF1234WAVE',
    '%PDF-',
  ]) {
    expect(sniffRaster(bytes(text))).toBeUndefined()
  }
})
