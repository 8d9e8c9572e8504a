// What the pages about people know of them: pages of the list, one person, the groups.
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { type Ask, groups, type Person, people } from '../../api-people'
import { queryClient } from '../../cache'
import { notifyTrouble } from '../../parts/ui/toast'
import { type TextId, t } from '../../text/index'
import type { Role } from '../../wire'

export const ROLES: Role[] = ['pending', 'user', 'admin']

const PEOPLE = ['house', 'people']
const GROUPS = ['house', 'groups']
export const personKey = (id: string) => [...PEOPLE, 'one', id]

export const usePeople = (ask: Ask) =>
  useInfiniteQuery({
    queryKey: [...PEOPLE, ask],
    queryFn: ({ pageParam }) => people.page(ask, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const usePerson = (id: string) =>
  useQuery({ queryKey: personKey(id), queryFn: () => people.read(id) })

export const useGroups = () => useQuery({ queryKey: GROUPS, queryFn: groups.list })

/** Everything that shows people or groups is read again, but for what is gone. */
export const reloadPeople = (gone?: string): Promise<unknown> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey: [place, noun, ...more] }) =>
      place === 'house' && (noun === 'people' || noun === 'groups') && !more.includes(gone),
  })

/** Gives a role to some; who is spared is told. */
export const useSetRoles = () =>
  useMutation({
    mutationFn: people.setRoles,
    onError: error => notifyTrouble(t('people.roleFailed'), error),
    onSettled: () => reloadPeople(),
  })

export const useSetGroups = ({ id }: Pick<Person, 'id'>) =>
  useMutation({
    mutationFn: (group_ids: string[]) => people.setGroups(id, group_ids),
    onError: error => notifyTrouble(t('people.groupsFailed'), error),
    onSettled: () => reloadPeople(),
  })

const ways: Record<string, TextId> = {
  password: 'people.way.password',
  ldap: 'people.way.ldap',
  header: 'people.way.header',
  none: 'people.way.none',
}

export const wayName = (way: string, names: Record<string, string> = {}): string => {
  const known = ways[way]
  return known ? t(known) : (names[way] ?? way)
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A password to hand over: four groups of five, without signs that look alike. */
export const newPassword = (): string => {
  const letters = Array.from(crypto.getRandomValues(new Uint32Array(20)), n =>
    LETTERS.charAt(n % LETTERS.length),
  ).join('')
  return letters.replace(/(.{5})(?!$)/g, '$1-')
}
