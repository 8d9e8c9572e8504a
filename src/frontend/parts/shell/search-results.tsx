// What the server finds for the words in the sidebar's search field.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { chats as api } from '../../api'
import { keys } from '../../cache'
import { useText } from '../../text/index'
import { useDoomed } from '../../undo'
import { Skeleton } from '../ui/skeleton'
import { Trouble } from '../ui/trouble'
import { ChatGroup, useCurrentChat, usePinned } from './chat-list'
import { ChatRow } from './chat-row'

/** The value once it has been still for a while. */
export const useSettled = (value: string, ms = 180): string => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

/** Chats whose title or messages hold the words; asks once the typing pauses. */
export const useChatSearch = (words: string) => {
  const text = useSettled(words.trim())
  return useQuery({
    queryKey: keys.search(text),
    queryFn: ({ signal }) => api.search(text, 1, signal),
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}

export function SearchResults({ words }: { words: string }) {
  const t = useText()
  const current = useCurrentChat()
  const doomed = useDoomed()
  const found = useChatSearch(words)
  const pinned = new Set(usePinned().data?.map(chat => chat.id))
  if (found.isError) {
    return (
      <Trouble
        compact
        title={t('sidebar.searchFailed')}
        error={found.error}
        onRetry={() => void found.refetch()}
      />
    )
  }
  if (!found.data) return <Skeleton lines={3} />
  const rows = found.data.filter(row => !doomed.has(row.id))
  return (
    <>
      <p role="status" className={rows.length ? 'sr-only' : 'px-2.5 py-2 text-muted'}>
        {rows.length ? t('sidebar.found', { count: rows.length }) : t('sidebar.foundNothing')}
      </p>
      {rows.length ? (
        <ChatGroup label={t('sidebar.found', { count: rows.length })}>
          {rows.map(chat => (
            <ChatRow
              key={chat.id}
              chat={chat}
              pinned={pinned.has(chat.id)}
              current={chat.id === current}
            />
          ))}
        </ChatGroup>
      ) : null}
    </>
  )
}
