// One's own files: what they take, how far they have been read, and how to be rid of them.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useDeferredValue, useEffect, useState } from 'react'
import { documents, type Room } from '../../api-documents'
import { sizeText } from '../../documents/size'
import { onLive } from '../../live'
import { Empty } from '../../parts/ui/empty'
import { Input } from '../../parts/ui/field'
import { Progress } from '../../parts/ui/progress'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import { More } from '../knowledge/more'
import { reloadFiles, useGoingFiles } from './files-going'
import { OwnFile } from './files-row'
import { Section } from './setting'

const PAGE = 100

const useOwnFiles = (query: string) =>
  useInfiniteQuery({
    queryKey: ['files', 'own', query],
    queryFn: ({ pageParam }) => documents.list({ query, skip: pageParam, limit: PAGE }),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.length < PAGE ? undefined : all.length * PAGE),
    placeholderData: keepPreviousData,
  })

/** What arrives or goes elsewhere is seen here; every step of a reading is its row's. */
const useFollowing = () => {
  useEffect(
    () =>
      onLive(event => {
        if (event.type === 'file' && event.state !== 'running') void reloadFiles()
      }),
    [],
  )
}

export function FileSettings() {
  const t = useText()
  const room = useQuery({ queryKey: ['files', 'room'], queryFn: documents.room })
  useFollowing()
  return (
    <Section title={t('files.title')} lead={t('files.lead')}>
      {room.data ? <Space room={room.data} /> : null}
      <List />
    </Section>
  )
}

function Space({ room: { taken, quota, largest } }: { room: Room }) {
  const t = useText()
  const said = { taken: sizeText(taken) }
  return (
    <div className="mb-4 max-w-prose text-[0.8125rem] text-muted">
      {quota === null ? null : (
        <div className="mb-1.5">
          <Progress value={quota > 0 ? taken / quota : 1} label={t('files.room')} />
        </div>
      )}
      <p className="flex flex-wrap gap-x-2">
        <span>
          {quota === null
            ? t('files.used', said)
            : t('files.usedOf', { ...said, quota: sizeText(quota) })}
        </span>
        {largest === null ? null : <span>{t('files.largest', { size: sizeText(largest) })}</span>}
      </p>
    </div>
  )
}

function List() {
  const t = useText()
  const [words, setWords] = useState('')
  const query = useDeferredValue(words.trim())
  const list = useOwnFiles(query)
  const going = useGoingFiles()
  if (list.isError) {
    const retry = () => void list.refetch()
    return <Trouble title={t('files.loadFailed')} error={list.error} onRetry={retry} />
  }
  if (list.isPending) return <Skeleton />
  const rows = list.data.pages.flat().filter(({ id }) => !going.has(id))
  if (rows.length === 0 && !query) {
    return (
      <Empty
        icon={<FileText aria-hidden size={28} />}
        title={t('files.emptyTitle')}
        text={t('files.emptyText')}
      />
    )
  }
  return (
    <div id="list">
      <Input
        type="search"
        aria-label={t('files.find')}
        placeholder={t('files.find')}
        value={words}
        onChange={event => setWords(event.target.value)}
      />
      {rows.length > 0 ? (
        <ul className="mt-2">
          {rows.map(file => (
            <OwnFile key={file.id} file={file} />
          ))}
        </ul>
      ) : (
        <p role="status" className="py-6 text-center text-muted">
          {t('knowledge.foundNothing')}
        </p>
      )}
      <More of={list} />
    </div>
  )
}
