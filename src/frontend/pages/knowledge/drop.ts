// Files out of what was dropped or picked, folders with everything inside.
import type { Incoming } from './adding'

/** What systems leave in folders, and nobody means. */
const HIDDEN = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/

/** Files of a picker; those of a picked folder carry their paths. */
export const picked = (files: FileList | null): Incoming[] =>
  [...(files ?? [])]
    .map(file => ({ file, path: file.webkitRelativePath }))
    .filter(({ file, path }) => !HIDDEN.test(path || file.name))

/** Files of a drop, folders walked through. Must be called while the drop's event runs. */
export const dropped = async (data: DataTransfer): Promise<Incoming[]> => {
  const entries = [...data.items].flatMap(item => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return picked(data.files)
  const found = await Promise.all(entries.map(walk))
  return found.flat().filter(({ file, path }) => !HIDDEN.test(path || file.name))
}

const walk = async (entry: FileSystemEntry): Promise<Incoming[]> => {
  if (isFile(entry)) {
    const path = entry.fullPath.replace(/^\//, '')
    const file = await fileOf(entry).catch(() => undefined)
    return file ? [{ file, path: path.includes('/') ? path : '' }] : []
  }
  if (!isFolder(entry)) return []
  const inside = await childrenOf(entry.createReader())
  return (await Promise.all(inside.map(walk))).flat()
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

/** A reader gives a hundred at a time, until it gives none. */
const childrenOf = async (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> => {
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    ).catch(() => [])
    if (some.length === 0) return all
    all.push(...some)
  }
}
