// The signing key: given, or made once and kept.
import { expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { secretKey } from '../../../src/config/secret'
import { EnvError } from '../../../src/env'

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'hearth-secret-'))
  return {
    path,
    file: join(path, '.secret'),
    [Symbol.dispose]: () => rmSync(path, { recursive: true }),
  }
}

const mode = (file: string) => statSync(file).mode & 0o777

test('the given key is used and nothing is written', () => {
  using at = folder()
  expect(secretKey({ WEBUI_SECRET_KEY: 'given by hand', DATA_DIR: at.path })).toBe('given by hand')
  expect(() => statSync(at.file)).toThrow()
})

test('a key is made once, of 32 random bytes, for its owner alone', () => {
  using at = folder()
  const DATA_DIR = join(at.path, 'deep', 'data')
  const first = secretKey({ WEBUI_SECRET_KEY: null, DATA_DIR })
  expect(Buffer.from(first, 'base64url')).toHaveLength(32)
  expect(mode(join(DATA_DIR, '.secret'))).toBe(0o600)
  expect(secretKey({ WEBUI_SECRET_KEY: null, DATA_DIR })).toBe(first)
  expect(secretKey({ WEBUI_SECRET_KEY: null, DATA_DIR: at.path })).not.toBe(first)
})

test('a key that others may read is closed to them', () => {
  using at = folder()
  const kept = 'k'.repeat(43)
  writeFileSync(at.file, kept, { mode: 0o644 })
  expect(secretKey({ WEBUI_SECRET_KEY: null, DATA_DIR: at.path })).toBe(kept)
  expect(mode(at.file)).toBe(0o600)
})

test('an emptied file is refused, not signed with and not replaced', () => {
  using at = folder()
  writeFileSync(at.file, '\n')
  expect(() => secretKey({ WEBUI_SECRET_KEY: null, DATA_DIR: at.path })).toThrow(EnvError)
  expect(readFileSync(at.file, 'utf8')).toBe('\n')
})
