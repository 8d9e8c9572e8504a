// Reads a file of `hearth apply`: YAML or JSON, variables filled in, every fault with its line.
import { Alias, type Document, isNode, LineCounter, parseDocument, type Scalar, visit } from 'yaml'
import type { Source } from '../../env'
import { CommandError } from '../command'
import { Said, VERSION } from './schema'

export type Path = readonly (string | number)[]

export interface ApplyFile {
  name: string
  said: Said
  /** Remembers something that is wrong at a path of the file. */
  fault(path: Path, message: string): void
  /** Throws CommandError with every fault that was remembered. */
  check(): void
}

const TOLD = 20

/** Throws CommandError for what is no YAML, names no variable that is set, or has another form. */
export function readFile(name: string, text: string, variables: Source): ApplyFile {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
  })
  const faults: { line: number; message: string }[] = []
  const note = (offset: number, message: string) =>
    void faults.push({ line: lines.linePos(offset).line, message })
  const check = () => {
    if (faults.length === 0) return
    const told = faults
      .toSorted((a, b) => a.line - b.line)
      .map(({ line, message }) => `${name}:${line}: ${message}`)
    const more = told.length > TOLD ? [`and ${told.length - TOLD} more`] : []
    throw new CommandError([...told.slice(0, TOLD), ...more].join('\n'))
  }
  const fault = (path: Path, message: string) =>
    note(offsetOf(document, path), [path.join('.'), message].filter(Boolean).join(': '))

  for (const { pos, message } of [...document.errors, ...document.warnings]) note(pos[0], message)
  check()
  fill(document, variables, note)
  check()
  const value = plain(document, fault)
  check()
  checkVersion(value, fault)
  check()
  const result = Said.safeParse(value)
  if (!result.success) {
    for (const issue of result.error.issues) {
      const path = issue.path.map(part)
      if (issue.code === 'unrecognized_keys')
        for (const key of issue.keys) fault([...path, key], 'there is no such thing to say here.')
      else fault(path, issue.message)
    }
    check()
    throw result.error
  }
  return { name, said: result.data, fault, check }
}

const part = (piece: PropertyKey): string | number =>
  typeof piece === 'symbol' ? String(piece) : piece

/** An alias within an alias, a hundredfold: the library refuses to write that out. */
function plain(document: Document, fault: ApplyFile['fault']): unknown {
  try {
    return document.toJS()
  } catch (error) {
    fault([], error instanceof Error ? error.message : String(error))
    return undefined
  }
}

function checkVersion(value: unknown, fault: ApplyFile['fault']): void {
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (version === VERSION) return
  const newer = typeof version === 'number' && version > VERSION
  fault(
    ['version'],
    newer
      ? `this file is for a newer Hearth; this one reads version ${VERSION}.`
      : `begin the file with "version: ${VERSION}".`,
  )
}

const VARIABLE = /\$?\$\{(\w+)\}/g

/** Puts the environment's text where `${NAME}` stands; `$${NAME}` stands for itself. */
function fill(document: Document, variables: Source, note: (at: number, text: string) => void) {
  const replace = (node: Scalar) => {
    if (typeof node.value !== 'string') return
    node.value = node.value.replace(VARIABLE, (found, name: string) => {
      if (found.startsWith('$$')) return found.slice(1)
      const text = variables[name]
      if (text === undefined) note(node.range?.[0] ?? 0, `the variable ${name} is not set.`)
      return text ?? ''
    })
  }
  visit(document, { Scalar: (_, node) => replace(node) })
}

/** Where a path's name or value begins, or the nearest one around it that is there. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && !(node instanceof Alias) && node.range) return node.range[0]
  }
  return 0
}
