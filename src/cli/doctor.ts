// hearth doctor: looks at everything that Hearth needs and says what to do about what it finds.
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openBus } from '../bus'
import { openConfig } from '../config'
import type { House } from '../config/house'
import type { Db } from '../db'
import { LockedError, lockFolder } from '../db/lock'
import type { Env } from '../env'
import { checkStorage } from '../storage/check'
import { build } from '../utils/build'
import { silent } from '../utils/log'
import { bytes } from '../utils/size'
import { providerFetch } from '../webui/connections/fetch'
import { diskOf, pgvectorOf, schemaOf, sizeOf, vectorsOf } from '../webui/system/facts'
import { type Command, say } from './command'
import { chosen, own } from './doctor-embedder'
import { onPostgres, openOrEmpty } from './folder'

export interface Finding {
  ok: boolean
  about: string
  found: string
  /** What to do when it is not well. */
  remedy?: string
}

export const doctor: Command = {
  usage: '',
  summary: 'check folder, database, vector search, embedders and providers',
  async run({ env }) {
    say(
      `Hearth ${build.version} (${build.commit}), Bun ${Bun.version}, ${process.platform} ${process.arch}`,
    )
    const home = folder(env)
    const findings = [
      home,
      await disk(env),
      ...(await store(env)),
      holder(env),
      ...(onPostgres(env) ? [] : [await vectors(env, home)]),
      await own(env),
      ...(await database(env)),
    ]
    for (const finding of findings) print(finding)
    return findings.every(({ ok }) => ok) ? 0 : 1
  },
}

function print({ ok, about, found, remedy }: Finding): void {
  say(`${ok ? 'ok ' : 'BAD'}  ${about.padEnd(14)} ${found}`)
  if (!ok && remedy) say(`     ${' '.repeat(14)} ${remedy}`)
}

function folder({ DATA_DIR }: Env): Finding {
  const about = 'data folder'
  const place = standing(DATA_DIR)
  if (!statSync(place).isDirectory()) {
    const remedy = 'Move it away, or set DATA_DIR.'
    return { ok: false, about, found: `${place} is not a folder`, remedy }
  }
  const made = place === DATA_DIR
  try {
    accessSync(place, constants.R_OK | constants.W_OK | constants.X_OK)
    return {
      ok: true,
      about,
      found: made ? DATA_DIR : `${DATA_DIR} (will be made at the first start)`,
    }
  } catch {
    return {
      ok: false,
      about,
      found: made ? `${DATA_DIR} cannot be written` : `${DATA_DIR} cannot be made in ${place}`,
      remedy: 'Give this user rights on it, or set DATA_DIR.',
    }
  }
}

/** The path, or what there is of it. */
const standing = (path: string): string => (existsSync(path) ? path : standing(dirname(path)))

const LITTLE = 512 * 1024 ** 2

/** Of the folder that is to hold everything, or that it will be made in. */
async function disk({ DATA_DIR }: Env): Promise<Finding> {
  const { free, total } = await diskOf(standing(DATA_DIR)).catch(() => diskOf('/'))
  return {
    ok: free > LITTLE,
    about: 'disk',
    found: `${bytes(free)} free of ${bytes(total)}`,
    remedy: 'Free some space, or set DATA_DIR to another disk.',
  }
}

/** A bucket is tried out; the data folder was looked at already. */
async function store(env: Env): Promise<Finding[]> {
  if (env.STORAGE_PROVIDER !== 's3') return []
  const trouble = await checkStorage(env)
  const place = `bucket ${env.S3_BUCKET_NAME}${env.S3_ENDPOINT_URL ? ` at ${env.S3_ENDPOINT_URL}` : ''}`
  return [
    {
      ok: !trouble,
      about: 'files',
      found: trouble ? `${place}: ${trouble}` : `${place}, written, read and removed`,
      remedy: 'Check the variables that begin with S3_, and what the key may do.',
    },
  ]
}

function holder(env: Env): Finding {
  const about = 'lock'
  if (!existsSync(join(env.DATA_DIR, '.lock'))) return { ok: true, about, found: 'free' }
  try {
    lockFolder(env.DATA_DIR, 'hearth doctor').release()
    return { ok: true, about, found: 'free' }
  } catch (error) {
    if (error instanceof LockedError)
      return { ok: true, about, found: `held by the Hearth that runs: ${error.holder}` }
    const reason = error instanceof Error ? error.message : String(error)
    const remedy = 'Give this user rights on the data folder and what is in it.'
    return { ok: false, about, found: `cannot be taken: ${reason}`, remedy }
  }
}

async function vectors(env: Env, home: Finding): Promise<Finding> {
  const about = 'vector search'
  const { engine, version, error } = await vectorsOf(env)
  if (engine !== 'broken') {
    const exact = 'exact scan (no sqlite-vec for this system)'
    return { ok: true, about, found: version ? `sqlite-vec ${version}` : exact }
  }
  return {
    ok: false,
    about,
    found: `sqlite-vec does not load: ${error}`,
    remedy: home.ok
      ? `Remove ${join(env.DATA_DIR, 'lib')} and try again.`
      : 'It is written to the data folder: see there.',
  }
}

async function vectorsInside(db: Db): Promise<Finding> {
  const { version } = await pgvectorOf(db)
  return {
    ok: version !== null,
    about: 'vector search',
    found: version
      ? `pgvector ${version}`
      : 'PostgreSQL has no pgvector, so only words are searched',
    remedy: 'Install pgvector, and have a superuser run: CREATE EXTENSION vector SCHEMA public;',
  }
}

async function database(env: Env): Promise<Finding[]> {
  const about = 'database'
  const where = onPostgres(env) ? 'PostgreSQL' : env.DATABASE_URL.replace(/^sqlite:\/\/\//, '')
  const found = `${where} (will be made at the first start)`
  try {
    await using opened = await openOrEmpty(env)
    const { db, named, unborn } = opened
    const pgvector = named?.kind === 'postgres' ? [await vectorsInside(named)] : []
    const state = unborn ? { ok: true, about, found } : await schema(db, env, where)
    return [state, ...pgvector, ...(await providers(db, env))]
  } catch (error) {
    const { cause = error } = error as { cause?: unknown }
    const reason = cause instanceof Error ? cause.message : String(cause)
    return [
      {
        ok: false,
        about,
        found: `${where}: ${reason}`,
        remedy: 'Check DATABASE_URL, or restore a backup.',
      },
    ]
  }
}

async function schema(db: Db, env: Env, where: string): Promise<Finding> {
  const { version, newest } = await schemaOf(db)
  const found = `${where}, schema ${version} of ${newest}, ${bytes(await sizeOf(db, env))}`
  if (version > newest)
    return {
      ok: false,
      about: 'database',
      found,
      remedy: 'A newer Hearth wrote it: start that one.',
    }
  return { ok: true, about: 'database', found }
}

const PATIENCE_MS = 3000

/** Asks each configured provider; a local Ollama that nobody set up is no fault. */
async function providers(db: Db, env: Env): Promise<Finding[]> {
  const bus = openBus(() => {})
  const config = await openConfig({ db, env, log: silent, bus })
  const house = { env, log: silent, db, bus, config }
  const asked: Promise<Finding>[] = []
  if (config.get('openai.enable')) {
    const keys = config.get('openai.api_keys')
    config.get('openai.api_base_urls').forEach((url, n) => {
      const key = keys[n] ?? ''
      if (key || !url.includes('api.openai.com')) asked.push(provider(house, url, key, '/models'))
    })
  }
  const local =
    config.describe().find(({ key }) => key === 'ollama.base_urls')?.source === 'default'
  if (config.get('ollama.enable') && !local) {
    for (const url of config.get('ollama.base_urls'))
      asked.push(provider(house, url, '', '/api/version'))
  }
  return [...(await Promise.all(asked)), ...(await chosen(house))]
}

/** Calls as the server itself does, through the same proxies. */
async function provider(house: House, url: string, key: string, path: string): Promise<Finding> {
  const about = 'provider'
  const call = providerFetch(house, { url, key }, { headers: PATIENCE_MS })
  try {
    const { ok, status } = await call(url + path)
    const remedy =
      status === 401 || status === 403
        ? 'Check its key on the connections page.'
        : 'Check its address on the connections page.'
    return { ok, about, found: `${url}${path} answers ${status}`, remedy }
  } catch (error) {
    const reason = error instanceof Error ? ` (${error.message})` : ''
    return {
      ok: false,
      about,
      found: `${url}${path} does not answer${reason}`,
      remedy: 'Start it, or remove it on the connections page.',
    }
  }
}
