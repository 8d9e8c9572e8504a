// A folder as it is taken along: its files by their places, without what is hidden or lies elsewhere.
import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { placeOf } from '../../utils/place'
import { PATH } from '../../webui/knowledge/schema'
import { CommandError } from '../command'

export interface Local {
  /** Where it lies in the folder, as Hearth writes it. */
  place: string
  /** Where it lies on this machine. */
  path: string
  size: number
}

export interface Folder {
  /** By place. */
  files: Local[]
  /** Places that are left out, and why. */
  left: { place: string; why: string }[]
}

/** What systems and office programs leave behind. */
const LITTER = /^(~\$.*|Thumbs\.db|desktop\.ini)$/i

/** Throws when it is no folder. */
export async function readFolder(path: string): Promise<Folder> {
  const root = await realpath(path).catch(() => undefined)
  if (!root || !(await stat(root)).isDirectory())
    throw new CommandError(`${path} is not a folder that can be read.`)
  const found: Folder = { files: [], left: [] }
  await walk({ root, found, seen: new Set([root]), places: new Set() }, root, '')
  found.files.sort((a, b) => (a.place < b.place ? -1 : 1))
  return found
}

interface Walk {
  root: string
  found: Folder
  /** Folders that have been entered: links can lead round in circles. */
  seen: Set<string>
  places: Set<string>
}

async function walk(along: Walk, folder: string, above: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined)
  if (!entries) return leave(along, above, 'the folder cannot be read')
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || LITTER.test(entry.name)) continue
    await visit(along, join(folder, entry.name), `${above}${entry.name}`, entry)
  }
}

async function visit(along: Walk, path: string, at: string, entry: Dirent): Promise<void> {
  const real = entry.isSymbolicLink() ? await target(along, path) : path
  if (!real) return leave(along, at, 'a link that leads out of the folder, or nowhere')
  const info = await stat(real).catch(() => undefined)
  if (!info) return leave(along, at, 'cannot be read')
  if (info.isDirectory()) {
    if (along.seen.has(real)) return
    along.seen.add(real)
    return walk(along, real, `${at}/`)
  }
  if (!info.isFile()) return
  if (info.size === 0) return leave(along, at, 'empty')
  take(along, { place: placeOf(at), path: real, size: info.size })
}

/** Where a link leads, when that is inside the folder and nothing on the way is hidden. */
async function target({ root }: Walk, path: string): Promise<string | undefined> {
  const real = await realpath(path).catch(() => undefined)
  if (!real?.startsWith(root + sep)) return undefined
  const hidden = real
    .slice(root.length)
    .split(sep)
    .some(name => name.startsWith('.'))
  return hidden ? undefined : real
}

function take(along: Walk, file: Local): void {
  const { place } = file
  if (place.length > PATH) leave(along, place, 'its path is too long')
  else if (place === '' || along.places.has(place))
    leave(along, place, 'another file has this name, as Hearth writes it')
  else {
    along.places.add(place)
    along.found.files.push(file)
  }
}

const leave = ({ found }: Walk, place: string, why: string): void =>
  void found.left.push({ place: placeOf(place), why })
