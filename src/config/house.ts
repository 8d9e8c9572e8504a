// What every route factory gets: the open parts of one running Hearth.
import type { Bus } from '../bus'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Log } from '../utils/log'
import type { Config } from '.'

export interface House {
  env: Env
  log: Log
  db: Db
  bus: Bus
  config: Config
}
