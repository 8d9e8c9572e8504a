// Everybody with an account: found, filtered, sorted, page by page, and changed one or many at a time.
import { UserPlus, Users } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { Ask, Person } from '../../api-people'
import { useMe } from '../../cache'
import { Button } from '../../parts/ui/button'
import { Checkbox } from '../../parts/ui/checkbox'
import { Empty } from '../../parts/ui/empty'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import { AddPerson } from './people-add'
import { Bulk } from './people-bulk'
import { usePeople } from './people-data'
import { PeopleFilters } from './people-filters'
import { ImportPeople } from './people-import'
import { PersonRow } from './people-row'
import { Section } from './setting'

const FIRST: Ask = { query: '', sort: 'name', order: 'asc' }

/** Those that nobody changes in a batch: oneself, and the account made first. */
const isFree = (person: Person, mine: string): boolean => !person.primary && person.id !== mine

function Heading(props: { people: Person[]; chosen: string[]; onChosen: (ids: string[]) => void }) {
  const t = useText()
  const me = useMe()
  const free = props.people.filter(person => isFree(person, me.id)).map(({ id }) => id)
  const all = free.length > 0 && free.every(id => props.chosen.includes(id))
  return (
    <Checkbox
      className="min-h-9 w-fit ps-2 text-[0.8125rem] text-muted touch:min-h-11 touch:ps-3.5"
      checked={all}
      disabled={free.length === 0}
      onChange={() => props.onChosen(all ? [] : free)}
    >
      {t('people.chooseAll')}
    </Checkbox>
  )
}

function Rows({ people, next, total, more, loading }: RowsProps) {
  const t = useText()
  const me = useMe()
  const [chosen, setChosen] = useState<string[]>([])
  const here = chosen.filter(id => people.some(person => person.id === id))
  const turn = (id: string, on: boolean) =>
    setChosen(on ? [...here, id] : here.filter(other => other !== id))
  return (
    <>
      <div className="sticky top-0 z-10 flex min-h-12 flex-wrap items-center gap-x-4 bg-surface">
        <Heading people={people} chosen={here} onChosen={setChosen} />
        {here.length > 0 ? <Bulk ids={here} onDone={() => setChosen([])} /> : null}
        <p role="status" className="ms-auto text-[0.8125rem] text-muted">
          {t('people.count', { count: total })}
        </p>
      </div>
      <ul className="border-t border-line">
        {people.map(person => (
          <PersonRow
            key={person.id}
            person={person}
            chosen={here.includes(person.id)}
            onChosen={isFree(person, me.id) ? on => turn(person.id, on) : null}
          />
        ))}
      </ul>
      {next ? (
        <div className="flex justify-center pt-4">
          <Button busy={loading} onClick={more}>
            {t('people.more')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

interface RowsProps {
  people: Person[]
  next: boolean
  total: number
  more: () => void
  loading: boolean
}

function Found({ ask }: { ask: Ask }) {
  const t = useText()
  const list = usePeople(ask)
  if (list.isError) {
    const retry = () => void list.refetch()
    return <Trouble title={t('settings.loadFailed')} error={list.error} onRetry={retry} />
  }
  if (!list.data) return <Skeleton />
  const people = list.data.pages.flatMap(page => page.data)
  if (people.length === 0) {
    return (
      <Empty
        icon={<Users aria-hidden size={28} />}
        title={t('people.noneTitle')}
        text={t('people.noneText')}
      />
    )
  }
  return (
    <Rows
      people={people}
      next={list.hasNextPage}
      total={list.data.pages[0]?.total ?? 0}
      more={() => void list.fetchNextPage()}
      loading={list.isFetchingNextPage}
    />
  )
}

export function PeopleList() {
  const t = useText()
  const [ask, setAsk] = useState(FIRST)
  const [adding, setAdding] = useState(false)
  const query = useDeferredValue(ask.query)
  return (
    <Section title={t('settings.people')} lead={t('people.lead')}>
      <div className="mb-4 flex flex-wrap gap-2">
        <Button variant="primary" onClick={() => setAdding(true)}>
          <UserPlus aria-hidden size={16} />
          {t('people.add')}
        </Button>
        <ImportPeople />
      </div>
      <PeopleFilters ask={ask} onAsk={setAsk} />
      <Found ask={{ ...ask, query }} />
      <AddPerson open={adding} onOpenChange={setAdding} />
    </Section>
  )
}
