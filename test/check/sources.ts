// The source files that the checks read.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dir, '../..')

export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  path: string
  text: string
  lines: number
}

/** Every file of the pattern below the root, without the installed packages. */
export function sources(pattern: string): SourceFile[] {
  return [...new Bun.Glob(pattern).scanSync({ cwd: ROOT })]
    .filter(path => !path.includes('node_modules'))
    .sort()
    .map(path => {
      const text = readFileSync(join(ROOT, path), 'utf8')
      return { path: path.replaceAll('\\', '/'), text, lines: text.split('\n').length - 1 }
    })
}

/** The files under src that a file imports, types included unless asked otherwise. */
export function imports(
  file: SourceFile,
  known: Set<string>,
  kind: 'all' | 'values' = 'all',
): string[] {
  const found: string[] = []
  const pattern =
    /(?:^|\n)\s*(import|export)\s+(type\s+)?[^'"\n;]*?(?:\{[^}]*\}[^'"\n;]*?)?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g
  for (const match of file.text.matchAll(pattern)) {
    if (kind === 'values' && match[2]) continue
    const target = resolve(file.path, match[3] ?? match[4] ?? '', known)
    if (target) found.push(target)
  }
  return found
}

function resolve(from: string, specifier: string, known: Set<string>): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const base = join(from, '..', specifier).replaceAll('\\', '/')
  return [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`].find(path =>
    known.has(path),
  )
}
