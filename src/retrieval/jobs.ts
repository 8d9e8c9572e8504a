// The runner of this house's jobs; handlers are given to it where the house is opened.
import type { House } from '../config/house'
import { JobRunner } from '../db/job-runner'
import { perObject } from '../utils/once'

export const jobRunner = perObject(
  ({ db, log }: House) =>
    new JobRunner(db, (err, job) => {
      const facts = { err, ...(job && { job: job.id, kind: job.kind, subject: job.subject }) }
      log.component('rag').error(facts, 'a job had trouble that nobody expected')
    }),
)
