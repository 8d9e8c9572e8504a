// Which people are listed, and in which order.
import type { Ask } from '../../api-people'
import { Input } from '../../parts/ui/field'
import { Select } from '../../parts/ui/select'
import { type TextId, useText } from '../../text/index'
import { ROLES, useGroups } from './people-data'

const SORTS: { value: string; text: TextId }[] = [
  { value: 'name asc', text: 'people.sort.name' },
  { value: 'email asc', text: 'people.sort.email' },
  { value: 'role asc', text: 'people.sort.waiting' },
  { value: 'role desc', text: 'people.sort.admins' },
  { value: 'active desc', text: 'people.sort.active' },
  { value: 'active asc', text: 'people.sort.idle' },
  { value: 'created desc', text: 'people.sort.newest' },
  { value: 'created asc', text: 'people.sort.oldest' },
]

export function PeopleFilters({ ask, onAsk }: { ask: Ask; onAsk: (ask: Ask) => void }) {
  const t = useText()
  const { data: groups = [] } = useGroups()
  const sort = (text: string) => {
    const [by, order] = text.split(' ') as [Ask['sort'], Ask['order']]
    onAsk({ ...ask, sort: by, order })
  }
  return (
    <search className="mb-2 flex flex-wrap gap-2">
      <Input
        id="roles"
        type="search"
        aria-label={t('people.find')}
        placeholder={t('people.find')}
        value={ask.query ?? ''}
        onChange={event => onAsk({ ...ask, query: event.target.value })}
        className="basis-full"
      />
      <Select
        aria-label={t('people.byRole')}
        className="min-w-36 max-sm:flex-1"
        value={ask.role ?? ''}
        onValue={role => onAsk({ ...ask, role: (role || undefined) as Ask['role'] })}
        options={[
          { value: '', label: t('people.anyRole') },
          ...ROLES.map(role => ({ value: role, label: t(`role.${role}`) })),
        ]}
      />
      <Select
        aria-label={t('people.byGroup')}
        className="min-w-36 max-w-56 max-sm:flex-1"
        value={ask.group ?? ''}
        onValue={group => onAsk({ ...ask, group: group || undefined })}
        options={[
          { value: '', label: t('people.anyGroup') },
          ...groups.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        aria-label={t('people.order')}
        className="min-w-40 max-sm:flex-1"
        value={`${ask.sort} ${ask.order}`}
        onValue={sort}
        options={SORTS.map(({ value, text }) => ({ value, label: t(text) }))}
      />
    </search>
  )
}
