// A chat before its first word: who is listening, and a few ways to begin.
import { ArrowUpRight } from 'lucide-react'
import { useLocation } from 'wouter'
import { useConfig, useMe } from '../cache'
import { Avatar } from '../parts/ui/avatar'
import { Button } from '../parts/ui/button'
import { useText } from '../text/index'
import type { PublicConfig } from '../wire'
import { useThisDesk } from './desk'
import { FoundedOn } from './founded-on'

const MOST = 4

interface EmptyChatProps {
  model: { id: string; name: string }
  onSuggestion: (text: string) => void
}

export function EmptyChat({ model, onSuggestion }: EmptyChatProps) {
  const { temporary } = useThisDesk()
  const { data } = useConfig()
  const t = useText()
  const suggestions = data?.default_prompt_suggestions ?? []
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="m-auto w-full max-w-(--container-reading) px-4 py-10 text-center sm:px-6">
        {model.id ? (
          <div className="mb-4 flex justify-center">
            <Avatar name={model.name} size="lg" />
          </div>
        ) : null}
        <h2 dir="auto" className="text-2xl font-semibold tracking-tight text-balance">
          {model.id ? model.name : t('chat.model.none')}
        </h2>
        <p className="mt-2 text-base text-muted">
          {temporary ? t('chat.empty.temporary') : t('chat.empty.title')}
        </p>
        <FoundedOn id={model.id} />
        {model.id ? (
          <Suggestions items={suggestions.slice(0, MOST)} onChoose={onSuggestion} />
        ) : (
          <Connect />
        )}
      </div>
    </div>
  )
}

/** Only an admin can do something about a house without models. */
function Connect() {
  const [, go] = useLocation()
  const me = useMe()
  const t = useText()
  if (me.role !== 'admin') return null
  return (
    <Button variant="primary" className="mt-6" onClick={() => go('/settings/connections')}>
      {t('chat.provider.connect')}
    </Button>
  )
}

type Suggestion = NonNullable<PublicConfig['default_prompt_suggestions']>[number]

function Suggestions({ items, onChoose }: { items: Suggestion[]; onChoose: (t: string) => void }) {
  const t = useText()
  if (!items.length) return null
  return (
    <ul
      aria-label={t('chat.empty.suggestions')}
      className="mt-8 grid gap-2 text-start sm:grid-cols-2"
    >
      {items.map(({ title: [first, second], content }) => (
        <li key={content} className="flex">
          <button
            type="button"
            onClick={() => onChoose(content)}
            className="group flex w-full items-start gap-2 rounded-panel border border-line px-3.5 py-3 text-start transition-colors duration-[120ms] hover:bg-wash"
          >
            <span dir="auto" className="min-w-0 flex-1">
              <span className="block font-medium">{first ?? content}</span>
              {second ? <span className="block text-muted">{second}</span> : null}
            </span>
            <ArrowUpRight
              aria-hidden
              size={16}
              className="mt-0.5 shrink-0 text-muted opacity-0 transition-opacity duration-[120ms] group-hover:opacity-100 rtl:-scale-x-100"
            />
          </button>
        </li>
      ))}
    </ul>
  )
}
