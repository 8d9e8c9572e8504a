// What passwords must be: the same on every path, and no path tells by its time who has an account.
import { expect, test } from 'bun:test'
import { openApp, PASSWORD, signIn } from '../../app'
import { onDatabase } from '../../sql'

const BAD: [string, string][] = [
  ['seven77', 'short'],
  ['', 'short'],
  ['ÄÖÜäöü7', 'short'],
  ['password', 'common'],
  ['PassWord', 'common'],
  ['sunshine2024!', 'common'],
  ['ｐａｓｓｗｏｒｄ', 'common'],
  ['grace@example.org', 'own'],
  ['Grace Hopper', 'own'],
  ['gracehopper1!', 'own'],
]

test('easily guessed passwords are refused on every path, with the reason', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const person = { name: 'Grace Hopper', email: 'grace@example.org' }
  const { body } = await ada.post('/api/v1/auths/add', {
    ...person,
    password: PASSWORD,
    role: 'user',
  })
  const grace = await signIn(app.url, person.email)
  const config = (await ada.get('/api/v1/auths/admin/config')).body
  await ada.post('/api/v1/auths/admin/config', { ...config, ENABLE_SIGNUP: true })
  await onDatabase(
    app.database,
    `update account set email = 'other@example.org' where id = '${body.id}'`,
  )
  for (const [password, fault] of BAD) {
    const paths = [
      app.nobody.post('/api/v1/auths/signup', { ...person, password }),
      ada.post('/api/v1/auths/add', { ...person, password }),
      fault === 'own'
        ? null
        : grace.post('/api/v1/auths/update/password', {
            password: PASSWORD,
            new_password: password,
          }),
      // An empty one there leaves it as it is.
      password === ''
        ? null
        : ada.post(`/api/v1/users/${body.id}/update`, {
            ...person,
            profile_image_url: '',
            password,
          }),
    ]
    for (const answer of await Promise.all(paths)) {
      if (answer)
        expect([password, answer.status, answer.body.reason]).toEqual([
          password,
          400,
          `password-${fault}`,
        ])
    }
  }
  await onDatabase(
    app.database,
    `update account set email = '${person.email}' where id = '${body.id}'`,
  )
  await signIn(app.url, person.email)
})

test('long passwords count to their last character', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const long = 'correct horse battery staple, and so on for quite a while until it is long enough'
  expect(Buffer.byteLength(long)).toBeGreaterThan(72)
  const change = { password: PASSWORD, new_password: long }
  expect((await ada.post('/api/v1/auths/update/password', change)).status).toBe(200)
  await expect(signIn(app.url, ada.email, long.slice(0, -1))).rejects.toThrow('cannot sign in')
  await signIn(app.url, ada.email, long)
})

test('wrong guesses at the present password count as failed sign-ins', async () => {
  await using app = await openApp({ env: { SIGNIN_FAILURES_PER_ACCOUNT: '3' } })
  const ada = await app.admin()
  const guess = (password: string) =>
    ada.post('/api/v1/auths/update/password', { password, new_password: 'another horse entirely' })
  for (let n = 0; n < 3; n++) expect((await guess('not this one')).status).toBe(400)
  expect((await guess(PASSWORD)).status).toBe(429)
})

test('CVE-2026-59218: an unknown account, none with a password and an empty one take as long', async () => {
  await using app = await openApp({
    env: { PASSWORD_HASH_MEMORY: '16384', SIGNIN_FAILURES_PER_ACCOUNT: '1000' },
  })
  const ada = await app.admin()
  const grace = await app.user('Grace')
  await onDatabase(app.database, `delete from password where account_id = '${grace.id}'`)
  const time = async (email: string, password: string): Promise<number> => {
    const begun = performance.now()
    const { status } = await app.nobody.post('/api/v1/auths/signin', { email, password })
    expect(status).toBe(400)
    return performance.now() - begun
  }
  await time('first@example.org', 'to make the dummy')
  // By turns, and again while it looks otherwise: what else the machine does only ever slows.
  for (const [email, password] of [
    ['nobody@example.org', 'not this one'],
    ['nobody@example.org', ''],
    [grace.email, 'not this one'],
    [ada.email, ''],
  ] as const) {
    let [took, wrong] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (let n = 0; n < 3 || (n < 30 && took <= wrong / 3); n++) {
      wrong = Math.min(wrong, await time(ada.email, 'not this one'))
      took = Math.min(took, await time(email, password))
    }
    expect([email, password, took > wrong / 3]).toEqual([email, password, true])
  }
})
