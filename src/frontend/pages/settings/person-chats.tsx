// Somebody's chats, for admins who may read them: titles, and each opens to be read.
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { people } from '../../api-people'
import { titleOf } from '../../chats'
import { Button } from '../../parts/ui/button'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { formatDate, useText } from '../../text/index'
import { personKey } from './people-data'

/** As many as the server gives at once. */
const PAGE = 50

export function PersonChats({ id }: { id: string }) {
  const t = useText()
  const list = useInfiniteQuery({
    queryKey: [...personKey(id), 'chats'],
    queryFn: ({ pageParam }) => people.chats(id, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.length === PAGE ? pages.length * PAGE : undefined),
  })
  if (list.isError) {
    const retry = () => void list.refetch()
    return <Trouble compact title={t('settings.loadFailed')} error={list.error} onRetry={retry} />
  }
  if (!list.data) return <Skeleton lines={3} />
  const chats = list.data.pages.flat()
  if (chats.length === 0) return <p className="text-muted">{t('people.noChats')}</p>
  return (
    <>
      <ul>
        {chats.map(chat => (
          <li key={chat.id} className="border-b border-line last:border-0">
            <Link
              href={`/s/${chat.id}`}
              className="flex min-h-11 items-center gap-3 rounded py-1.5"
            >
              <span dir="auto" className="min-w-0 flex-1 truncate text-start">
                {titleOf(chat)}
              </span>
              <time
                dateTime={new Date(chat.updated_at * 1000).toISOString()}
                className="shrink-0 text-[0.8125rem] text-muted"
              >
                {formatDate(chat.updated_at)}
              </time>
            </Link>
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button
          className="mt-3"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('people.moreChats')}
        </Button>
      ) : null}
    </>
  )
}
