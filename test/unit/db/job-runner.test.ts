// The runner: each job is done once, goes on after trouble and crashes, and stops when told to.
import { expect, test } from 'bun:test'
import { type Handler, JobRunner } from '../../../src/db/job-runner'
import { enqueue, type Job, jobs, latest } from '../../../src/db/jobs'
import { until } from '../../until'
import { openQueue, type Queue } from './queue'

/** A runner with one kind of work, `brew`, and what it told. */
async function kitchen(
  at: Queue,
  handler: Partial<Handler> & Pick<Handler, 'run'>,
  alone?: boolean,
) {
  const told: Job[] = []
  const complaints: unknown[] = []
  const runner = new JobRunner(at.db, error => void complaints.push(error))
  runner.handle('brew', { width: 1, tell: job => void told.push(job), ...handler })
  const close = await runner.open(alone)
  return {
    runner,
    told,
    complaints,
    brew: (subject: string, user_id?: string) =>
      enqueue(at.db, { kind: 'brew', subject, ...(user_id && { user_id }) }),
    now: (subject: string) => latest(at.db, 'brew', subject),
    async [Symbol.asyncDispose]() {
      await close()
      expect(complaints.splice(0)).toEqual([])
    },
  }
}

const forever = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })

const account = (at: Queue, id: string) =>
  at.db.engine.write(
    `insert into account (id, name, email, role, profile_image_url, created_at, updated_at, last_active_at)
     values (?, ?, ?, 'user', '', 0, 0, 0)`,
    [id, id, `${id}@example.org`],
  )

test('a job is done once, and told of from its beginning to its end', async () => {
  await using at = await openQueue()
  const done: string[] = []
  await using here = await kitchen(at, {
    async run({ job, progress }) {
      progress('boiling', 1, 2)
      done.push(job.subject)
    },
  })
  await here.brew('tea')
  await until(async () => (await here.now('tea'))?.state === 'done')
  expect(done).toEqual(['tea'])
  expect(here.told.map(({ state }) => state)[0]).toBe('running')
  expect(here.told.at(-1)).toMatchObject({ state: 'done', stage: 'boiling', done: 1, total: 2 })
})

test('two copies of Hearth never do the same job', async () => {
  await using at = await openQueue()
  const done: string[] = []
  const run: Handler['run'] = async ({ job }) => {
    await Bun.sleep(1)
    done.push(job.subject)
  }
  const cups = Array.from({ length: 30 }, (_, index) => `cup ${index}`)
  for (const cup of cups) await enqueue(at.db, { kind: 'brew', subject: cup })
  await using _one = await kitchen(at, { run, width: 2 }, false)
  await using _other = await kitchen(at, { run, width: 2 }, false)
  await until(() => done.length >= cups.length)
  expect(done.toSorted()).toEqual(cups.toSorted())
})

test('no more run at once than their kind allows, and nobody waits behind a thousand of somebody else', async () => {
  await using at = await openQueue()
  await account(at, 'bob')
  await account(at, 'cleo')
  for (let cup = 0; cup < 10; cup++)
    await enqueue(at.db, { kind: 'brew', subject: `bob ${cup}`, user_id: 'bob' })
  await enqueue(at.db, { kind: 'brew', subject: 'cleo', user_id: 'cleo' })
  const begun: string[] = []
  await using _here = await kitchen(at, {
    width: 2,
    run: ({ job, signal }) => {
      begun.push(job.subject)
      return forever(signal)
    },
  })
  await until(() => begun.length === 2)
  expect(begun).toEqual(['bob 0', 'cleo'])
})

test('passing trouble is tried again and says meanwhile why it waits; other trouble fails', async () => {
  await using at = await openQueue()
  const tries: Record<string, number> = {}
  await using here = await kitchen(at, {
    async run({ job }) {
      tries[job.subject] = (tries[job.subject] ?? 0) + 1
      if (job.subject === 'tea' && tries.tea === 1) throw new Error('no water yet')
      if (job.subject === 'stone') throw new Error('stones do not brew')
    },
    passing: error => String(error).includes('yet'),
    words: error => (error as Error).message,
  })
  await here.brew('tea')
  await here.brew('stone')
  await until(async () => (await here.now('tea'))?.state === 'done')
  expect(here.told).toContainEqual(
    expect.objectContaining({ subject: 'tea', state: 'queued', error: 'no water yet' }),
  )
  expect(await here.now('tea')).toMatchObject({ error: null, attempts: 2 })
  expect(await here.now('stone')).toMatchObject({ state: 'failed', error: 'stones do not brew' })
  expect(tries.stone).toBe(1)
})

test('an end that cannot be written is told of, and the job begins anew when its lease is over', async () => {
  await using at = await openQueue()
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  let begun = 0
  await using here = await kitchen(at, {
    run: async () => void begun++,
    follow: async (_tx, { state }) => {
      if (state === 'done' && begun === 1) throw full
    },
    words: error => (error === full ? 'There is no room.' : undefined),
  })
  await here.brew('tea')
  await until(() => here.told.some(({ error }) => error === 'There is no room.'))
  expect(here.told.at(-1)).toMatchObject({ subject: 'tea', state: 'queued' })
  expect(here.complaints.splice(0)).toEqual([full])
  expect((await here.now('tea'))?.state).toBe('running')
  await at.db.update(jobs).set({ leased_until: 0 })
  await using again = await kitchen(at, { run: async () => void begun++ }, false)
  await until(async () => (await again.now('tea'))?.state === 'done')
})

test('what nobody expected is complained of, and tells people nothing of itself', async () => {
  await using at = await openQueue()
  await using here = await kitchen(at, {
    run: async () => {
      throw new TypeError('undefined is not a kettle')
    },
  })
  await here.brew('tea')
  await until(async () => (await here.now('tea'))?.state === 'failed')
  expect((await here.now('tea'))?.error).not.toContain('kettle')
  expect(here.complaints.splice(0)).toHaveLength(1)
})

test('cancelling stops the work at once and keeps the job from being done', async () => {
  await using at = await openQueue()
  let stopped = false
  await using here = await kitchen(at, {
    run: ({ signal }) =>
      forever(signal).finally(() => {
        stopped = true
      }),
  })
  await here.brew('tea')
  await here.brew('waiting')
  await until(async () => (await here.now('tea'))?.state === 'running')
  expect(await here.runner.cancel('brew', 'waiting')).toBe(true)
  expect(await here.runner.cancel('brew', 'tea')).toBe(true)
  expect(await here.runner.cancel('brew', 'tea')).toBe(false)
  await until(() => stopped)
  expect([(await here.now('tea'))?.state, (await here.now('waiting'))?.state]).toEqual([
    'cancelled',
    'cancelled',
  ])
})

test('what is asked for while it runs is done once more', async () => {
  await using at = await openQueue()
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let runs = 0
  await using here = await kitchen(at, { run: () => gates[runs++]?.promise ?? Promise.resolve() })
  await here.brew('tea')
  await until(() => runs === 1)
  await here.brew('tea')
  gates[0]?.resolve()
  await until(() => runs === 2)
  gates[1]?.resolve()
  await until(async () => (await here.now('tea'))?.state === 'done')
  expect(runs).toBe(2)
})

test('closing puts the work back, and the next start goes on with it', async () => {
  await using at = await openQueue()
  {
    await using here = await kitchen(at, { run: ({ signal }) => forever(signal) })
    await here.brew('tea')
    await until(async () => (await here.now('tea'))?.state === 'running')
  }
  expect(await latest(at.db, 'brew', 'tea')).toMatchObject({
    state: 'queued',
    attempts: 0,
    holder: null,
  })
  await using here = await kitchen(at, { run: async () => {} })
  await until(async () => (await here.now('tea'))?.state === 'done')
})

test('a job whose holder died is taken up, but not for ever', async () => {
  await using at = await openQueue()
  await enqueue(at.db, { kind: 'brew', subject: 'tea' })
  await enqueue(at.db, { kind: 'brew', subject: 'poison' })
  await at.db
    .update(jobs)
    .set({ state: 'running', holder: 'the dead', leased_until: 1, attempts: 1 })
  await at.db.engine.write(`update job set attempts = 8 where subject = ?`, ['poison'])
  const done: string[] = []
  await using here = await kitchen(at, { run: async ({ job }) => void done.push(job.subject) })
  await until(async () => (await here.now('tea'))?.state === 'done')
  await until(async () => (await here.now('poison'))?.state === 'failed')
  expect(done).toEqual(['tea'])
})

test('who lost his job to somebody else writes nothing more', async () => {
  await using at = await openQueue()
  const gate = Promise.withResolvers<void>()
  let signal: AbortSignal | undefined
  await using here = await kitchen(at, {
    run: async work => {
      signal = work.signal
      await gate.promise
      work.progress('pouring', 1, 1)
    },
  })
  await here.brew('tea')
  await until(() => signal)
  await at.db.update(jobs).set({ holder: 'somebody else' })
  gate.resolve()
  await until(() => signal?.aborted)
  expect(await here.now('tea')).toMatchObject({ state: 'running', holder: 'somebody else' })
})
