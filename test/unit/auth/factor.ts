// Second factors as a person has them: an app that makes codes, and a browser that keeps its cookie.
import { Secret, TOTP } from 'otpauth'
import { type App, PASSWORD } from '../../app'
import type { Answer, Caller } from '../../caller'

export const FACTOR = '/api/v1/auths/second-factor'
const HALF_MINUTE = 30

/** The app's code now, or `later` half minutes from now. */
export const codeOf = (secret: string, later = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + later * HALF_MINUTE * 1000,
  })

export interface Held {
  secret: string
  recovery: string[]
}

/** Sets the second factor up with the code of this half minute. */
export async function setUp(who: Caller, proof: object = {}): Promise<Held> {
  const begun = await who.post(`${FACTOR}/app`, proof)
  if (begun.status !== 200) throw new Error(`No set-up: ${JSON.stringify(begun.body)}`)
  const { ticket, secret } = begun.body
  const done = await who.post(`${FACTOR}/app/confirm`, { ticket, code: codeOf(secret) })
  if (done.status !== 200) throw new Error(`Not confirmed: ${JSON.stringify(done.body)}`)
  return { secret, recovery: done.body.recovery_codes }
}

export interface Halfway {
  ticket: string
  /** The browser's cookie, as a header. */
  cookie: string
  answer: Answer
}

/** Takes the first step of signing in. */
export async function firstStep(app: App, email: string): Promise<Halfway> {
  const answer = await app.nobody.post('/api/v1/auths/signin', { email, password: PASSWORD })
  if (answer.status !== 401) throw new Error(`No second step: ${JSON.stringify(answer.body)}`)
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { ticket: answer.body.second_factor.ticket, cookie, answer }
}

/** Takes the second step with a code. */
export const secondStep = (app: App, { ticket, cookie }: Halfway, code: string): Promise<Answer> =>
  app.nobody.post(FACTOR, { ticket, code }, { cookie })

/** Both steps. */
export const signInWith = async (app: App, email: string, code: string): Promise<Answer> =>
  secondStep(app, await firstStep(app, email), code)
