// Writes compound files, the form of Outlook's letters and of old Office.
import { burn } from '@kenjiuno/msgreader/lib/Burner'
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader'

/** Streams as bytes, storages as what is in them. */
export interface Storage {
  [name: string]: Uint8Array | Storage
}

/** Text as Windows keeps it. */
export const stored = (text: string): Uint8Array => Buffer.from(text, 'utf16le')

type Entry = Parameters<typeof burn>[0][number]

export function compound(root: Storage): Uint8Array<ArrayBuffer> {
  const entries: Entry[] = []
  const add = (name: string, type: TypeEnum, content: Storage): number => {
    const entry: Entry = { name, type, length: 0, children: [] }
    const place = entries.push(entry) - 1
    entry.children = Object.entries(content).map(([name, part]) =>
      part instanceof Uint8Array
        ? entries.push({
            name,
            type: TypeEnum.DOCUMENT,
            length: part.byteLength,
            binaryProvider: () => part,
          }) - 1
        : add(name, TypeEnum.DIRECTORY, part),
    )
    return place
  }
  add('Root Entry', TypeEnum.ROOT, root)
  return new Uint8Array(burn(entries))
}
