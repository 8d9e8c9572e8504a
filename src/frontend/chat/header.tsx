// The head of a chat: its title, the model that answers, and what can be done to the whole.
import { MessageCircleDashed } from 'lucide-react'
import { useLocation } from 'wouter'
import { SidebarToggle } from '../parts/shell/sidebar-toggle'
import { IconButton } from '../parts/ui/button'
import { useText } from '../text/index'
import type { Chat } from '../wire'
import { ChatMenu } from './menu'
import type { ModelChoice } from './model'
import { ModelPicker } from './picker'
import { Title } from './title'

interface HeaderProps {
  chat: Chat | undefined
  temporary: boolean
  model: ModelChoice
}

export function Header({ chat, temporary, model }: HeaderProps) {
  const t = useText()
  const [, go] = useLocation()
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 px-2 sm:px-3">
      <SidebarToggle />
      <div className="flex min-w-0 flex-1">
        {chat ? (
          <Title key={chat.id} chat={chat} />
        ) : (
          <h1 className="sr-only">{temporary ? t('chat.temporary') : t('chat.untitled')}</h1>
        )}
      </div>
      {/* It keeps its place when a chat begins. */}
      <ModelPicker model={model} />
      {chat ? (
        <ChatMenu chat={chat} />
      ) : (
        <IconButton
          label={temporary ? t('chat.temporary.off') : t('chat.temporary.on')}
          size="lg"
          aria-pressed={temporary}
          onClick={() => go(temporary ? '/' : '/?temporary-chat=true')}
        >
          <MessageCircleDashed aria-hidden size={18} />
        </IconButton>
      )}
    </header>
  )
}
