// The list of models to choose from, each with the state of its provider.
import { Command } from 'cmdk'
import { Check, Search, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useConnections } from '../cache'
import { Avatar } from '../parts/ui/avatar'
import { match } from '../parts/ui/match'
import { Trouble } from '../parts/ui/trouble'
import { type TextId, useText } from '../text/index'
import type { ConnectionState, Model } from '../wire'
import type { ModelChoice } from './model'

/** The list comes later than the panel that holds it, so it takes the focus itself. */
const begin = (field: HTMLInputElement | null) => field?.focus()

export function Choices({
  model,
  onChoose,
}: {
  model: ModelChoice
  onChoose: (id: string) => void
}) {
  const [words, setWords] = useState('')
  const { data: connections = [] } = useConnections()
  const t = useText()
  if (model.error && !model.models.length) {
    return (
      <Trouble
        compact
        title={t('chat.model.loadFailed')}
        error={model.error}
        onRetry={model.reload}
      />
    )
  }
  return (
    <Command label={t('chat.model.pick')} filter={match} loop>
      <div className="flex items-center gap-2.5 border-b border-line px-3.5">
        <Search aria-hidden size={16} className="shrink-0 text-muted" />
        <Command.Input
          ref={begin}
          value={words}
          onValueChange={setWords}
          placeholder={t('chat.model.search')}
          className="h-10 w-full bg-transparent outline-none placeholder:text-muted max-sm:text-base"
        />
      </div>
      <Command.List className="max-h-[min(22rem,50dvh)] overflow-y-auto p-1">
        <Command.Empty className="px-3 py-5 text-center text-muted">
          {words ? t('chat.model.noMatch', { text: words }) : t('chat.provider.empty')}
        </Command.Empty>
        {model.models.map(choice => (
          <Choice
            key={choice.id}
            choice={choice}
            chosen={choice.id === model.current.id}
            state={stateOf(choice, connections)}
            onChoose={() => onChoose(choice.id)}
          />
        ))}
      </Command.List>
      <Providers connections={connections.filter(one => !model.models.some(m => isOf(m, one)))} />
    </Command>
  )
}

const isOf = (model: Model, { kind, idx }: ConnectionState): boolean =>
  kind === 'ollama'
    ? (model.ollama?.urls?.includes(idx) ?? false)
    : !model.ollama && model.urlIdx === idx

const stateOf = (model: Model, connections: ConnectionState[]): ConnectionState | undefined =>
  connections.find(connection => isOf(model, connection))

const troubles: Partial<Record<ConnectionState['state'], TextId>> = {
  slow: 'chat.provider.slow',
  down: 'chat.provider.down',
}

interface ChoiceProps {
  choice: Model
  chosen: boolean
  state: ConnectionState | undefined
  onChoose: () => void
}

function Choice({ choice, chosen, state, onChoose }: ChoiceProps) {
  const t = useText()
  const trouble = state && troubles[state.state]
  const line = choice.info?.meta?.description || (state?.name ?? '')
  return (
    <Command.Item
      value={choice.id}
      keywords={[choice.name, choice.id, state?.name ?? '']}
      onSelect={onChoose}
      className="flex min-h-11 cursor-pointer select-none items-center gap-3 rounded-[7px] px-2.5 py-1.5 data-[selected=true]:bg-wash-strong"
    >
      <Avatar name={choice.name} src={choice.info?.meta?.profile_image_url} size="sm" />
      <span dir="auto" className="min-w-0 flex-1">
        <span className="block truncate font-medium">{choice.name}</span>
        {line || trouble ? (
          <span className="flex items-center gap-1 text-xs text-muted">
            {trouble ? (
              <TriangleAlert aria-hidden size={12} className="shrink-0 text-warn" />
            ) : null}
            <span className={`truncate ${trouble ? 'text-warn' : ''}`}>
              {trouble ? `${state.name}: ${t(trouble)}` : line}
            </span>
          </span>
        ) : null}
      </span>
      {chosen ? <Check aria-hidden size={16} className="shrink-0 text-accent" /> : null}
    </Command.Item>
  )
}

/** Providers that list nothing right now, since their models cannot show it. */
function Providers({ connections }: { connections: ConnectionState[] }) {
  const t = useText()
  const broken = connections.filter(({ state }) => state === 'down' || state === 'slow')
  if (!broken.length) return null
  return (
    <div role="note" className="border-t border-line px-3.5 py-2.5 text-xs text-muted">
      <p className="mb-1">{t('chat.provider.trouble')}</p>
      <ul className="space-y-0.5">
        {broken.map(({ kind, idx, name, state }) => (
          <li key={`${kind}-${idx}`} className="flex items-center gap-1.5">
            <TriangleAlert aria-hidden size={12} className="shrink-0 text-warn" />
            <span dir="auto" className="truncate">
              {name}: {t(state === 'down' ? 'chat.provider.down' : 'chat.provider.slow')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
