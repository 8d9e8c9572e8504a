// The character maps that PDFs of Chinese, Japanese and Korean texts name and do not bring.
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { carried } from '../../utils/carried'
import { firstLine } from './frames'

/** All maps as one file: a line of JSON with the name and length of each, then the maps. */
export const MAPS = 'character-maps'

const END = '.bcmap'
/** The same maps as those of the page that shows PDFs. */
const PACKAGE = 'pdfjs-dist/package.json'

const home = (): string => join(Bun.resolveSync(PACKAGE, import.meta.dir), '../cmaps')

/** The file of that name, for the build to carry. */
export function packMaps(): Uint8Array {
  const names = readdirSync(home())
    .filter(name => name.endsWith(END))
    .sort()
  const maps = names.map(name => readFileSync(join(home(), name)))
  const list = names.map((name, n) => [name, maps[n]?.byteLength ?? 0])
  return Buffer.concat([Buffer.from(`${JSON.stringify(list)}\n`), ...maps])
}

/** What pdf.js asks for the files that it needs beside its code. */
export class Maps {
  /** @throws Error when there is no such map */
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    if (!filename.endsWith(END)) throw new Error('Only character maps are kept')
    const packed = carried(MAPS)
    if (!packed) return new Uint8Array(await readFile(join(home(), basename(filename))))
    kept ??= packed.bytes().then(placed)
    const map = (await kept).get(filename)
    if (!map) throw new Error('There is no such map')
    return map
  }
}

let kept: Promise<Map<string, Uint8Array>> | undefined

function placed(bytes: Uint8Array): Map<string, Uint8Array> {
  const head = firstLine(bytes)
  if (!head) return new Map()
  const list = JSON.parse(head.line) as [string, number][]
  let at = head.end
  const maps = new Map<string, Uint8Array>()
  for (const [name, length] of list) {
    // A copy, since pdf.js may give its bytes away.
    maps.set(name, bytes.slice(at, at + length))
    at += length
  }
  return maps
}
