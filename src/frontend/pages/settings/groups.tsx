// Groups, for admins: the list, one of them, or what everybody may.
import { useSearchParams } from 'wouter'
import { GroupDetail } from './group'
import { EVERYBODY, EverybodyDetail } from './group-everybody'
import { GroupList } from './groups-list'

export function GroupSettings() {
  const [search] = useSearchParams()
  const id = search.get('id')
  if (id === EVERYBODY) return <EverybodyDetail />
  return id ? <GroupDetail key={id} id={id} /> : <GroupList />
}
