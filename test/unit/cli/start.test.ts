// `npm start` and its like, which put a shell between themselves and Hearth.
import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { emptyPlace } from './shell'

test('Hearth ends with the script that started it', async () => {
  await using place = await emptyPlace()
  const script = Bun.spawn([process.execPath, 'run', 'start'], {
    cwd: join(import.meta.dir, '../../..'),
    env: { PATH: process.env.PATH, DATA_DIR: place.dir, HOST: '127.0.0.1', PORT: '0' },
    stdout: 'pipe',
    stderr: 'ignore',
  })
  let said = ''
  const decoder = new TextDecoder()
  // It ends with the last process that could write to it.
  for await (const piece of script.stdout) {
    said += decoder.decode(piece)
    if (said.includes('listens on')) script.kill('SIGTERM')
  }
  expect(said).toContain('"msg":"stopping"')
})
