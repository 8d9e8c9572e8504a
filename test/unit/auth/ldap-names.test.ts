// Distinguished names and search filters: what stands in them means what it says and nothing more.
import { expect, test } from 'bun:test'
import { groupName, normalDn, parseDn } from '../../../src/auth/ldap/dn'
import { escaped, filled, isWhole, personFilter } from '../../../src/auth/ldap/filter'

test('a name is read step by step, escapes and quotes taken off', () => {
  expect(parseDn('UID=grace, OU=people,dc=example')).toEqual([
    [['uid', 'grace']],
    [['ou', 'people']],
    [['dc', 'example']],
  ])
  expect(parseDn('cn=Hopper\\, Grace+uid=gh,dc=x')?.[0]).toEqual([
    ['cn', 'Hopper, Grace'],
    ['uid', 'gh'],
  ])
  expect(parseDn('cn="a,b+c=d";dc=x')).toEqual([[['cn', 'a,b+c=d']], [['dc', 'x']]])
  expect(parseDn('cn=J\\C3\\B6rg\\20')?.[0]?.[0]).toEqual(['cn', 'Jörg '])
  expect(parseDn('cn=blank\\ ,dc=x')?.[0]?.[0]).toEqual(['cn', 'blank '])
  expect(parseDn('2.5.4.3=a=b')).toEqual([[['2.5.4.3', 'a=b']]])
})

test('what is no name is none', () => {
  for (const text of ['', 'grace', '=x', 'cn=a,,dc=x', 'cn=a,', 'c n=a', 'cn=a"b', 'cn=a\\']) {
    expect([text, parseDn(text)]).toEqual([text, undefined])
  }
  expect(parseDn(`cn=${'x'.repeat(5000)}`)).toBeUndefined()
})

test('names that directories take for the same have one spelling, others have not', () => {
  const same = [
    'uid=Grace,ou=People,dc=x',
    'UID = grace , OU=people,DC=X',
    'uid=\\47race,ou="people",dc=x',
    'uid=Ｇrace,ou=people,dc=x',
  ]
  expect(new Set(same.map(normalDn)).size).toBe(1)
  expect(normalDn('cn=a+uid=b,dc=x')).toBe(normalDn('uid=B+cn=A,dc=x'))
  expect(normalDn('cn=a\\,dc=x')).not.toBe(normalDn('cn=a,dc=x'))
  expect(normalDn('cn=a\\+uid=b,dc=x')).not.toBe(normalDn('cn=a+uid=b,dc=x'))
})

test('a group is called by the first step of its name', () => {
  expect(groupName('cn=Éditeurs\\, Paris,ou=groups,dc=x')).toBe('Éditeurs, Paris')
  expect(groupName('Editors')).toBeUndefined()
})

test('nothing that is typed means anything in a filter', () => {
  expect(escaped('a*(b)\\c\0d')).toBe('a\\2a\\28b\\29\\5cc\\00d')
  expect(personFilter('uid', '*)(uid=*', '(a=b)(c=d)')).toBe(
    '(&(uid=\\2a\\29\\28uid=\\2a)(a=b)(c=d))',
  )
  expect(personFilter('uid', 'grace', 'objectClass=person')).toBe(
    '(&(uid=grace)(objectClass=person))',
  )
  expect(personFilter('uid', 'grace', '')).toBe('(&(uid=grace))')
  const template = '(|(member={dn})(memberUid={username}))'
  expect(filled(template, { dn: 'cn={username}*', username: ')(x=' })).toBe(
    '(|(member=cn={username}\\2a)(memberUid=\\29\\28x=))',
  )
})

test('brackets must close where they should', () => {
  for (const text of ['(a=b)', '(&(a=b)(c=d))', '(!(a=\\28))']) expect(isWhole(text)).toBe(true)
  for (const text of ['', 'a=b', '(a=b', '(a=b))', '(a=b)(c=d)', '(&(a=b', ')(', '()(']) {
    expect([text, isWhole(text)]).toEqual([text, false])
  }
})

test('a hostile name as long as names may be is no name, and is told so before the time-out', () => {
  for (const text of ['\\'.repeat(4001), 'a+'.repeat(2000), `"${'a'.repeat(4000)}`]) {
    expect(normalDn(`cn=${text}`)).toBeUndefined()
  }
})
