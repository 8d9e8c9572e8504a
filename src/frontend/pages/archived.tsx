// Archived chats: open, bring back, or delete.
import { useQuery } from '@tanstack/react-query'
import { Archive, ArchiveRestore, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { chats as api } from '../api'
import { keys } from '../cache'
import { archiveChat, titleOf } from '../chats'
import { Page } from '../parts/shell/page'
import { IconButton } from '../parts/ui/button'
import { Empty } from '../parts/ui/empty'
import { Input } from '../parts/ui/field'
import { Skeleton } from '../parts/ui/skeleton'
import { Trouble } from '../parts/ui/trouble'
import { formatDate, useText } from '../text/index'
import { deleteChat, useDoomed } from '../undo'
import type { ChatTitle } from '../wire'

function Row({ chat }: { chat: ChatTitle }) {
  const t = useText()
  const title = titleOf(chat)
  return (
    <li className="flex min-h-12 items-center gap-2 border-b border-line py-1 last:border-0">
      <Link href={`/c/${chat.id}`} className="min-w-0 flex-1 rounded py-1">
        <span dir="auto" className="block truncate text-start font-medium">
          {title}
        </span>
        <time
          dateTime={new Date(chat.updated_at * 1000).toISOString()}
          className="text-[0.8125rem] text-muted"
        >
          {formatDate(chat.updated_at)}
        </time>
      </Link>
      <IconButton
        label={t('archived.restore', { title })}
        onClick={() => void archiveChat(chat.id)}
      >
        <ArchiveRestore aria-hidden size={17} />
      </IconButton>
      <IconButton
        label={t('archived.delete', { title })}
        onClick={() => deleteChat(chat.id, title)}
      >
        <Trash2 aria-hidden size={17} />
      </IconButton>
    </li>
  )
}

function Rows({ rows }: { rows: ChatTitle[] }) {
  const t = useText()
  const [words, setWords] = useState('')
  const matching = rows.filter(row => row.title.toLowerCase().includes(words.trim().toLowerCase()))
  return (
    <>
      <Input
        type="search"
        aria-label={t('archived.filter')}
        placeholder={t('archived.filter')}
        value={words}
        onChange={event => setWords(event.target.value)}
        className="mb-3"
      />
      {matching.length ? (
        <ul>
          {matching.map(chat => (
            <Row key={chat.id} chat={chat} />
          ))}
        </ul>
      ) : (
        <p role="status" className="py-6 text-center text-muted">
          {t('sidebar.foundNothing')}
        </p>
      )}
    </>
  )
}

export function ArchivedPage() {
  const t = useText()
  const doomed = useDoomed()
  const list = useQuery({ queryKey: keys.archived, queryFn: api.archived })
  const rows = list.data?.filter(row => !doomed.has(row.id))
  return (
    <Page title={t('archived.title')}>
      {list.isError ? (
        <Trouble
          title={t('archived.failed')}
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : null}
      {list.isPending ? <Skeleton /> : null}
      {rows?.length ? <Rows rows={rows} /> : null}
      {rows?.length === 0 ? (
        <Empty
          icon={<Archive aria-hidden size={28} />}
          title={t('archived.emptyTitle')}
          text={t('archived.emptyText')}
        />
      ) : null}
    </Page>
  )
}
