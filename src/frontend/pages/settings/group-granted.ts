// What is open to a group, and the words for such things.
import { useQuery } from '@tanstack/react-query'
import { groups } from '../../api-people'
import { type TextId, t } from '../../text/index'

/** Nouns of the server by the words for them. */
const nouns: Record<string, TextId> = { model: 'groups.noun.model' }

export const useGranted = (id: string) =>
  useQuery({ queryKey: ['house', 'groups', id, 'granted'], queryFn: () => groups.granted(id) })

export const nounOf = (resource: string): string => {
  const text = nouns[resource]
  return text ? t(text) : resource
}
