// Finds what is to go along with a message: knowledge bases, own files, a page of the web.
import { Command } from 'cmdk'
import { Globe, Search } from 'lucide-react'
import { useState } from 'react'
import { KindIcon } from '../documents/kind'
import { Dialog } from '../parts/ui/dialog'
import { Spinner } from '../parts/ui/spinner'
import { Trouble } from '../parts/ui/trouble'
import { useText } from '../text/index'
import type { Link } from './attachments'
import { nameOfPage, useKnowledgeChoices } from './knowledge-choices'
import { readPage } from './read-page'

interface PickerProps {
  onPick: (link: Link) => void
  onClose: () => void
}

export function KnowledgePicker({ onPick, onClose }: PickerProps) {
  const [words, setWords] = useState('')
  const [reading, setReading] = useState(false)
  const choices = useKnowledgeChoices(words)
  const t = useText()
  const pick = (link: Link) => {
    onPick(link)
    onClose()
  }
  const read = async (url: string) => {
    setReading(true)
    const link = await readPage(url)
    setReading(false)
    if (link) pick(link)
  }
  const { bases, files, url } = choices
  return (
    <Dialog open onOpenChange={open => open || onClose()} title={t('documents.pickKnowledge')}>
      <Command label={t('documents.find')} shouldFilter={false} loop>
        <div className="flex items-center gap-2.5 rounded-control border border-edge/60 px-3">
          <Search aria-hidden size={16} className="shrink-0 text-muted" />
          <Command.Input
            value={words}
            onValueChange={setWords}
            placeholder={t('documents.find')}
            className="h-10 w-full bg-transparent outline-none placeholder:text-muted max-sm:text-base"
          />
          {reading ? <Spinner /> : null}
        </div>
        {choices.error && !choices.loading ? (
          <Trouble
            compact
            title={t('documents.loadFailed')}
            error={choices.error}
            onRetry={choices.reload}
          />
        ) : (
          <Command.List className="-mx-2 mt-2 max-h-[min(24rem,50dvh)] overflow-y-auto">
            {choices.loading ? null : (
              <Command.Empty className="px-3 py-5 text-center text-muted">
                {t(words ? 'documents.nothing' : 'documents.none')}
              </Command.Empty>
            )}
            {url ? (
              <Choice
                value={url}
                icon={<Globe aria-hidden size={16} className="shrink-0 text-muted" />}
                name={t('documents.readPage', { url: nameOfPage(url) })}
                onSelect={() => void read(url)}
              />
            ) : null}
            <Group heading={t('documents.bases')} isEmpty={bases.length === 0}>
              {bases.map(({ count, ...base }) => (
                <Choice
                  key={base.id}
                  value={base.id}
                  icon={<KindIcon type="collection" />}
                  name={base.name}
                  note={t('documents.count', { count })}
                  onSelect={() => pick(base)}
                />
              ))}
            </Group>
            <Group heading={t('documents.files')} isEmpty={files.length === 0}>
              {files.map(file => (
                <Choice
                  key={file.id}
                  value={file.id}
                  icon={<KindIcon type={file.content_type ?? ''} />}
                  name={file.name}
                  onSelect={() => pick(file)}
                />
              ))}
            </Group>
          </Command.List>
        )}
      </Command>
    </Dialog>
  )
}

interface GroupProps {
  heading: string
  isEmpty: boolean
  children: React.ReactNode
}

const Group = ({ heading, isEmpty, children }: GroupProps) =>
  isEmpty ? null : (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  )

interface ChoiceProps {
  value: string
  icon: React.ReactNode
  name: string
  note?: string
  onSelect: () => void
}

const Choice = ({ value, icon, name, note, onSelect }: ChoiceProps) => (
  <Command.Item
    value={value}
    onSelect={onSelect}
    className="flex min-h-10 cursor-pointer select-none items-center gap-3 rounded-[7px] px-3 py-1.5 touch:min-h-11 data-[selected=true]:bg-wash-strong"
  >
    {icon}
    <span dir="auto" className="min-w-0 flex-1 truncate">
      {name}
    </span>
    {note ? <span className="shrink-0 text-xs text-muted">{note}</span> : null}
  </Command.Item>
)
