// The files of a knowledge base: found by name, more as one goes down.
import { FileText } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { KnowledgeBase } from '../../api-documents'
import { Empty } from '../../parts/ui/empty'
import { Input } from '../../parts/ui/field'
import { Select } from '../../parts/ui/select'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import { type FilesAsk, filesIn, statesOf, useFiles } from './data'
import { FileRow } from './file-row'
import { More } from './more'
import { takeOut, useGoing } from './removing'

export function Files({ base }: { base: KnowledgeBase }) {
  const t = useText()
  const [words, setWords] = useState('')
  const [state, setState] = useState<FilesAsk['state']>('')
  const query = useDeferredValue(words.trim())
  const list = useFiles(base.id, { query, state })
  const isGoing = useGoing()
  const rows = filesIn(list.data).filter(({ id }) => !isGoing(base.id, id))
  const { failed } = statesOf(base)
  if (list.isError) {
    return (
      <Trouble
        title={t('knowledge.filesFailed')}
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    )
  }
  if (base.count === 0) {
    return (
      <Empty
        icon={<FileText aria-hidden size={28} />}
        title={t('knowledge.noFilesTitle')}
        text={t(base.writes ? 'knowledge.noFilesText' : 'knowledge.noFilesReader')}
      />
    )
  }
  return (
    <>
      <div className="mb-2 flex flex-wrap gap-2">
        <Input
          type="search"
          className="min-w-40 flex-1"
          aria-label={t('knowledge.findFiles')}
          placeholder={t('knowledge.findFiles')}
          value={words}
          onChange={event => setWords(event.target.value)}
        />
        {failed > 0 || state ? (
          <Select
            aria-label={t('knowledge.show')}
            value={state}
            onValue={value => setState(value === 'failed' ? 'failed' : '')}
            options={[
              { value: '', label: t('knowledge.showAll') },
              { value: 'failed', label: t('knowledge.failed', { count: failed }) },
            ]}
          />
        ) : null}
      </div>
      {list.isPending ? <Skeleton /> : null}
      {rows.length > 0 ? (
        <ul>
          {rows.map(file => (
            <FileRow
              key={file.id}
              file={file}
              writes={base.writes}
              onRemove={one => takeOut(base.id, one)}
            />
          ))}
        </ul>
      ) : list.isPending ? null : (
        <p role="status" className="py-6 text-center text-muted">
          {t('knowledge.foundNothing')}
        </p>
      )}
      <More of={list} />
    </>
  )
}
