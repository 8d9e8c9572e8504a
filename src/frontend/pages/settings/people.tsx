// Who has an account here, for admins: the list, or one person of it.
import { useSearchParams } from 'wouter'
import { PeopleList } from './people-list'
import { PersonDetail } from './person'

export function PeopleSettings() {
  const [search] = useSearchParams()
  const id = search.get('id')
  return id ? <PersonDetail key={id} id={id} /> : <PeopleList />
}
