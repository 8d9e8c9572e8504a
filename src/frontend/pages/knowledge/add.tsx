// Ways for files into a knowledge base, and how far those on their way are.
import { FilePlus2, FolderPlus, Plus, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Button, IconButton } from '../../parts/ui/button'
import { Drop } from '../../parts/ui/drop'
import { Menu, MenuItem } from '../../parts/ui/menu'
import { Progress } from '../../parts/ui/progress'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'
import { addTo, stopAdding, useAdding } from './adding'
import { dropped, picked } from './drop'

interface AddProps {
  id: string
  /** Nothing else can be done before. */
  first: boolean
}

/** A menu with the system's own choice of files, or of a folder. */
export function AddFiles({ id, first }: AddProps) {
  const t = useText()
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const take = (input: HTMLInputElement) => {
    addTo(id, picked(input.files))
    input.value = ''
  }
  return (
    <>
      <input ref={files} type="file" hidden multiple onChange={event => take(event.target)} />
      <input
        ref={folder}
        type="file"
        hidden
        {...{ webkitdirectory: '' }}
        onChange={event => take(event.target)}
      />
      <Menu
        align="end"
        trigger={
          <Button variant={first ? 'primary' : 'outline'}>
            <Plus aria-hidden size={16} />
            {t('knowledge.add')}
          </Button>
        }
      >
        <MenuItem
          icon={<FilePlus2 aria-hidden size={16} />}
          onSelect={() => files.current?.click()}
        >
          {t('knowledge.addFiles')}
        </MenuItem>
        <MenuItem
          icon={<FolderPlus aria-hidden size={16} />}
          onSelect={() => folder.current?.click()}
        >
          {t('knowledge.addFolder')}
        </MenuItem>
      </Menu>
    </>
  )
}

interface DropProps {
  /** The base; nothing where the person may not add. */
  id: string | undefined
  children: ReactNode
}

/** Takes files and folders that are dropped anywhere inside. */
export function DropFiles({ id, children }: DropProps) {
  const t = useText()
  if (!id) return children
  return (
    <Drop
      label={t('knowledge.content')}
      text={t('knowledge.drop')}
      icon={<FolderPlus aria-hidden size={28} />}
      className="min-h-[60dvh]"
      onFiles={data => void dropped(data).then(files => addTo(id, files))}
    >
      {children}
    </Drop>
  )
}

/** How many files are there of those that were added last, and which could not be. */
export function OnTheirWay({ id }: { id: string }) {
  const t = useText()
  const adding = useAdding(id)
  if (!adding) return null
  const { done, total, failed } = adding
  const isOver = done === total
  return (
    <div role="status" className="mb-4 rounded-panel border border-line p-3 text-[0.8125rem]">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1">
          {isOver
            ? t('knowledge.addedSome', { count: total - failed.length })
            : t('knowledge.adding', { done, total })}
        </span>
        <IconButton
          size="sm"
          label={t(isOver ? 'common.close' : 'common.cancel')}
          onClick={() => stopAdding(id)}
        >
          <X aria-hidden size={15} />
        </IconButton>
      </div>
      {isOver ? null : (
        <div className="mt-1.5">
          <Progress value={total ? done / total : null} label={t('knowledge.addingLabel')} />
        </div>
      )}
      {failed.length > 0 ? (
        <ul className="mt-2 max-h-48 space-y-1 overflow-y-auto">
          {failed.map(({ name, error }) => (
            <li key={name} className="flex items-start gap-2 text-danger">
              <TriangleAlert aria-hidden size={14} className="mt-0.5 shrink-0" />
              <span className="min-w-0">
                <bdi className="font-medium">{name}</bdi> {explain(error)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
