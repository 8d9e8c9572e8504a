// The chats of the sidebar: pinned, then by time, page after page as one scrolls.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { chats as api } from '../../api'
import { keys } from '../../cache'
import { useText } from '../../text/index'
import { useDoomed } from '../../undo'
import type { ChatTitle } from '../../wire'
import { Skeleton } from '../ui/skeleton'
import { Trouble } from '../ui/trouble'
import { ChatRow } from './chat-row'
import { groupChats } from './groups'

export const useCurrentChat = (): string | undefined => {
  const [path] = useLocation()
  return path.startsWith('/c/') ? path.slice(3) : undefined
}

export const usePinned = () => useQuery({ queryKey: keys.pinned, queryFn: api.pinned })

export const useChatList = () =>
  useInfiniteQuery({
    queryKey: keys.chatList,
    queryFn: ({ pageParam, signal }) => api.list(pageParam, signal),
    initialPageParam: 1,
    // Rows leave a page when they are pinned or deleted: only an empty page is surely the last.
    getNextPageParam: (last, pages) => (last.length ? pages.length + 1 : undefined),
  })

export function ChatGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label} className="pb-3">
      <h2 className="px-2.5 py-1.5 text-xs font-medium text-muted">{label}</h2>
      <ul>{children}</ul>
    </section>
  )
}

/** Asks for more when its end of the list comes near. */
function More({ onNear }: { onNear: () => void }) {
  const mark = useRef<HTMLDivElement>(null)
  const latest = useRef(onNear)
  latest.current = onNear
  useEffect(() => {
    const near = new IntersectionObserver(
      entries => entries.some(entry => entry.isIntersecting) && latest.current(),
      { rootMargin: '400px' },
    )
    if (mark.current) near.observe(mark.current)
    return () => near.disconnect()
  }, [])
  return (
    <div ref={mark}>
      <Skeleton lines={3} />
    </div>
  )
}

/** A chat that moved up while pages were read stands on two of them. */
export const distinct = (rows: ChatTitle[]): ChatTitle[] => [
  ...new Map(rows.map(row => [row.id, row])).values(),
]

function Pinned({ rows, current }: { rows: ChatTitle[]; current: string | undefined }) {
  const t = useText()
  if (!rows.length) return null
  return (
    <ChatGroup label={t('sidebar.pinned')}>
      {rows.map(chat => (
        <ChatRow key={chat.id} chat={chat} pinned current={chat.id === current} />
      ))}
    </ChatGroup>
  )
}

export function ChatList() {
  const t = useText()
  const current = useCurrentChat()
  const doomed = useDoomed()
  const pinned = usePinned()
  const list = useChatList()
  if (list.isError && !list.data) {
    return (
      <Trouble
        compact
        title={t('sidebar.listFailed')}
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    )
  }
  if (!list.data) return <Skeleton />
  const shown = (rows: ChatTitle[]) => rows.filter(row => !doomed.has(row.id))
  const pins = shown(pinned.data ?? [])
  const pinnedIds = new Set(pins.map(row => row.id))
  const rows = shown(distinct(list.data.pages.flat())).filter(row => !pinnedIds.has(row.id))
  if (!rows.length && !pins.length) {
    return <p className="px-2.5 py-2 text-muted">{t('sidebar.empty')}</p>
  }
  return (
    <>
      <Pinned rows={pins} current={current} />
      {groupChats(rows).map(group => (
        <ChatGroup key={group.key} label={group.label}>
          {group.chats.map(chat => (
            <ChatRow key={chat.id} chat={chat} pinned={false} current={chat.id === current} />
          ))}
        </ChatGroup>
      ))}
      {list.hasNextPage ? (
        // Looked for anew after each page: who scrolls fast is at the next end before this one left.
        <More
          key={list.dataUpdatedAt}
          onNear={() => !list.isFetchingNextPage && void list.fetchNextPage()}
        />
      ) : null}
    </>
  )
}
