// The command line: what it says when asked well, and when not.
import { expect, test } from 'bun:test'
import packed from '../../package.json'
import { emptyFolder, run } from './hearth'

const call = async (...args: string[]) => {
  await using folder = await emptyFolder()
  return await run({ dir: folder.path, args })
}

test.each(['--version', '-v'])('%s says version and commit', async flag => {
  const { code, out } = await call(flag)
  expect(out).toMatch(/^hearth \d+\.\d+\.\d+ \([0-9a-f]{7,40}\)\n$/)
  expect(out).toContain(packed.version)
  expect(code).toBe(0)
})

test.each(['--help', '-h'])('%s names every command and the flags of serving', async flag => {
  const { code, out } = await call(flag)
  for (const word of ['serve', 'doctor', 'config', 'backup', 'restore', 'user', 'health'])
    expect(out).toContain(`\n  ${word} `)
  for (const word of ['--port', '--host', '--data-dir', '--demo', '--version'])
    expect(out).toContain(word)
  expect(code).toBe(0)
})

test.each(['serve', 'doctor', 'config', 'backup', 'restore', 'user', 'health'])(
  '%s --help says what the command takes, and does nothing',
  async name => {
    await using folder = await emptyFolder()
    const { code, out } = await run({ dir: folder.path, args: [name, '--help'] })
    expect(out).toStartWith(`hearth ${name}`)
    expect(code).toBe(0)
    expect([...new Bun.Glob('**/*').scanSync({ cwd: folder.path, dot: true })]).toEqual([])
  },
)

test.each([
  [['--prot', '80'], '--prot'],
  [['bakcup'], 'bakcup'],
  [['doctor', '--fix'], '--fix'],
  [['--port'], '--port'],
  [['backup'], 'hearth backup FILE'],
  [['restore'], 'hearth restore FILE'],
  [['user', 'remove', 'ada@example.org'], 'hearth user reset-password EMAIL'],
  [['serve', 'me'], 'me'],
  [['health', 'now'], 'now'],
])('a wrong call, %j, is one line and exit code 2', async (args, names) => {
  const { code, out, err } = await call(...args)
  expect(err).toMatch(/^hearth: [^\n]+\n$/)
  expect(err).toContain(names)
  expect(out).toBe('')
  expect(code).toBe(2)
})

test('commands that need data say where they looked', async () => {
  for (const args of [
    ['backup', 'x.tar'],
    ['user', 'reset-password', 'ada@example.org'],
  ]) {
    const { code, err } = await call(...args)
    expect(err).toMatch(/^hearth: There is no Hearth in \/[^\n]+\n$/)
    expect(code).toBe(1)
  }
})

test('health of nothing is exit code 1', async () => {
  const { code, err } = await call('health', '--port', '1')
  expect(err).toBe('hearth: Nothing answers at http://127.0.0.1:1/ready.\n')
  expect(code).toBe(1)
})
