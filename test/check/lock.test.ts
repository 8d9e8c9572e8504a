// The lock file: whole on every system, so that `npm ci` works there too.
import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './sources'

interface Locked {
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>
}

/** Whether a package that lies at `path` finds `name`, in its own folder or one above. */
function finds(path: string, name: string): boolean {
  if (`${path && `${path}/`}node_modules/${name}` in packages) return true
  return path !== '' && finds(path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name)
}

test('the lock file has every package that one of its packages wants, of other systems too', () => {
  const missing = Object.entries(packages).flatMap(([path, locked]) =>
    Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })
      .filter(name => !finds(path, name))
      .map(name => `${path} -> ${name}`),
  )
  expect(missing).toEqual([])
})

test('an npm that runs install scripts fetches nothing from elsewhere', () => {
  const { allowScripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    allowScripts: Record<string, boolean>
  }
  expect(allowScripts['onnxruntime-node']).toBe(false)
  expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toContain('\nonnxruntime-node-install=skip\n')
})
