// The chat page: one conversation from its header to the field where the next message is written.
import './chat.css'
import { useCallback, useRef, useState } from 'react'
import { titleOf } from '../chats'
import { usePageTitle } from '../parts/shell/page'
import { Skeleton } from '../parts/ui/skeleton'
import { useText } from '../text/index'
import { useAddress } from './address'
import { Announcer } from './announce'
import { DropZone } from './attach'
import { useAttachments } from './attachments'
import { Composer, type ComposerHandle } from './composer'
import { type Conversation, useConversation } from './conversation'
import { DeskContext, useDesk } from './desk'
import { EmptyChat } from './empty'
import { Header } from './header'
import { useChatKeys } from './keys'
import { Messages } from './messages'
import { MissingChat } from './missing'
import { type ModelChoice, useModel } from './model'
import { lastQuestion } from './talk'

export interface ChatPageProps {
  /** Absent for a chat that has not begun. */
  chatId?: string
  temporary?: boolean
}

export function ChatPage({ chatId = '', temporary = false }: ChatPageProps) {
  const talk = useConversation(chatId, temporary)
  const model = useModel(chatId, talk.history, talk.chat?.chat.models)
  const attachments = useAttachments()
  const params = talk.chat?.chat.params
  const desk = useDesk(chatId, temporary, model.current, params, attachments.web)
  const composer = useRef<ComposerHandle>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const edit = useCallback((id: string | null) => {
    setEditing(id)
    // The field would bring the keyboard of a phone up again.
    if (id === null && matchMedia('(pointer: fine)').matches) composer.current?.focus()
  }, [])
  const editLast = useCallback(() => setEditing(lastQuestion(desk.read())?.id ?? null), [desk])
  useAddress(chatId, composer, attachments.link)
  useChatKeys(desk, () => composer.current?.focus())
  usePageTitle(talk.chat ? titleOf(talk.chat) : '')
  return (
    <DeskContext value={desk}>
      <DropZone onFiles={attachments.add}>
        <Header chat={talk.chat} temporary={temporary} model={model} />
        {temporary ? <TemporaryBanner /> : null}
        <Content
          talk={talk}
          chatId={chatId}
          model={model}
          editing={editing}
          onEdit={edit}
          onSuggestion={text => composer.current?.fill(text)}
        />
        {talk.error && !talk.chat ? null : (
          <Composer
            key={`composer-${talk.key}`}
            ref={composer}
            loading={chatId !== '' && !talk.chat}
            model={model}
            attachments={attachments}
            onEditLast={editLast}
          />
        )}
        <Announcer />
      </DropZone>
    </DeskContext>
  )
}

function TemporaryBanner() {
  const t = useText()
  return (
    <p className="border-y border-line bg-sunken px-4 py-1.5 text-center text-[0.8125rem] text-muted">
      {t('chat.temporary.banner')}
    </p>
  )
}

interface ContentProps {
  talk: Conversation
  chatId: string
  model: ModelChoice
  editing: string | null
  onEdit: (id: string | null) => void
  onSuggestion: (text: string) => void
}

function Content({ talk, chatId, model, editing, onEdit, onSuggestion }: ContentProps) {
  if (talk.error && !talk.chat) return <MissingChat error={talk.error} onRetry={talk.reload} />
  if (chatId && !talk.chat) {
    return (
      <div className="mx-auto w-full max-w-(--container-reading) flex-1 px-4 pt-10">
        <Skeleton lines={6} />
      </div>
    )
  }
  if (talk.history.currentId === null) {
    return <EmptyChat model={model.current} onSuggestion={onSuggestion} />
  }
  return <Messages key={talk.key} history={talk.history} editing={editing} onEdit={onEdit} />
}
