// The documents and knowledge bases that a question came with; each opens in the panel.
import { Link as RouterLink } from 'wouter'
import { KindIcon } from '../documents/kind'
import { openPanel } from '../parts/viewer/panel'
import { useText } from '../text/index'
import type { MessageFile } from '../wire'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export function Attached({ files }: { files: MessageFile[] }) {
  const t = useText()
  const documents = files.filter(
    ({ type, id, collection_name }) => type !== 'image' && (id || collection_name),
  )
  if (!documents.length) return null
  return (
    <ul
      aria-label={t('documents.attached')}
      className="mb-2 flex max-w-[88%] flex-wrap justify-end gap-1.5"
    >
      {documents.map(file => (
        <li key={file.id ?? text(file.collection_name)} className="max-w-full">
          <Chip file={file} />
        </li>
      ))}
    </ul>
  )
}

const LOOK =
  'tap flex max-w-64 items-center gap-2 rounded-control border border-line bg-raised px-2.5 py-1.5 text-[0.8125rem] hover:bg-wash'

function Chip({ file }: { file: MessageFile }) {
  const { type, id = '', name = '', url } = file
  const label = (
    <span dir="auto" className="min-w-0 truncate" title={name}>
      {name}
    </span>
  )
  if (type === 'collection') {
    return (
      <RouterLink href={`/knowledge/${encodeURIComponent(id)}`} className={LOOK}>
        <KindIcon type="collection" />
        {label}
      </RouterLink>
    )
  }
  if (type !== 'file') {
    return (
      <a href={url} target="_blank" rel="noopener noreferrer nofollow" className={LOOK}>
        <KindIcon type="text/html" />
        {label}
      </a>
    )
  }
  return (
    <button
      type="button"
      className={LOOK}
      onClick={() => openPanel({ kind: 'document', id, name, sight: {} })}
    >
      <KindIcon type={text(file.content_type)} />
      {label}
    </button>
  )
}
