// The knowledge bases one may look into, and the way to a new one.
import { Library, Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { KnowledgeBase } from '../../api-documents'
import { useMe } from '../../cache'
import { Page } from '../../parts/shell/page'
import { Button } from '../../parts/ui/button'
import { Empty } from '../../parts/ui/empty'
import { Input } from '../../parts/ui/field'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import { Counts } from './counts'
import { useBases, useFollowing } from './data'
import { BaseForm } from './form'
import { More } from './more'

/** Whether the person may make knowledge bases. */
const useMayMake = (): boolean => {
  const me = useMe()
  const workspace = Object(me.permissions?.workspace)
  return me.role === 'admin' || workspace.knowledge === true
}

export function KnowledgePage() {
  const t = useText()
  const [, go] = useLocation()
  const [words, setWords] = useState('')
  const [making, setMaking] = useState(false)
  const query = useDeferredValue(words.trim())
  const bases = useBases(query)
  const mayMake = useMayMake()
  useFollowing()
  const rows = bases.data?.pages.flatMap(page => page.data)
  const make = mayMake ? (
    <Button variant="primary" onClick={() => setMaking(true)}>
      <Plus aria-hidden size={16} />
      {t('knowledge.new')}
    </Button>
  ) : undefined
  const none = rows?.length === 0
  return (
    <Page title={t('knowledge.title')}>
      {none && !query ? null : (
        <div className="mb-3 flex flex-wrap gap-2">
          <Input
            type="search"
            className="min-w-40 flex-1"
            aria-label={t('knowledge.find')}
            placeholder={t('knowledge.find')}
            value={words}
            onChange={event => setWords(event.target.value)}
          />
          {make}
        </div>
      )}
      {bases.isError ? (
        <Trouble
          title={t('knowledge.loadFailed')}
          error={bases.error}
          onRetry={() => void bases.refetch()}
        />
      ) : null}
      {bases.isPending ? <Skeleton /> : null}
      {none && query ? (
        <p role="status" className="py-6 text-center text-muted">
          {t('knowledge.foundNothing')}
        </p>
      ) : null}
      {none && !query ? (
        <Empty
          icon={<Library aria-hidden size={28} />}
          title={t('knowledge.emptyTitle')}
          text={t(mayMake ? 'knowledge.emptyText' : 'knowledge.emptyTextReader')}
          action={make}
        />
      ) : null}
      {rows?.length ? (
        <ul className="divide-y divide-line border-y border-line">
          {rows.map(base => (
            <Row key={base.id} base={base} />
          ))}
        </ul>
      ) : null}
      <More of={bases} />
      {making ? (
        <BaseForm onClose={() => setMaking(false)} onSaved={id => go(`/knowledge/${id}`)} />
      ) : null}
    </Page>
  )
}

function Row({ base }: { base: KnowledgeBase }) {
  const t = useText()
  const me = useMe()
  const others = base.user && base.user.id !== me.id ? base.user.name : ''
  return (
    <li>
      <Link
        href={`/knowledge/${encodeURIComponent(base.id)}`}
        className="-mx-2 flex items-start gap-3 rounded-control px-2 py-3 hover:bg-wash"
      >
        <Library aria-hidden size={20} className="mt-0.5 shrink-0 text-muted" />
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate text-start font-medium">
            {base.name}
          </span>
          {base.description ? (
            <span dir="auto" className="line-clamp-2 text-start text-muted">
              {base.description}
            </span>
          ) : null}
          <span className="mt-0.5 flex flex-wrap gap-x-2 text-[0.8125rem] text-muted">
            <Counts base={base} />
            {others ? <bdi>{t('knowledge.by', { name: others })}</bdi> : null}
          </span>
        </span>
      </Link>
    </li>
  )
}
