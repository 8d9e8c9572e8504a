// What a model said: thinking, text, how it ended, and what can be done with it.
import { Pencil, RefreshCw, StepForward, Trash2 } from 'lucide-react'
import { IconButton } from '../parts/ui/button'
import { useText } from '../text/index'
import type { Message } from '../wire'
import { Actions, CopyAction, Versions } from './actions'
import { useAgain } from './again'
import { CitedContext } from './cite'
import { useThisDesk } from './desk'
import { Editor } from './editor'
import { Ending } from './ending'
import { Info } from './info'
import { type Live, useLive } from './live'
import { Markdown } from './markdown/markdown'
import { placed } from './markdown/placed'
import type { RowProps } from './messages'
import { Looking, Sources, useCited } from './sources'
import { goOn, remove, rewrite } from './talk'
import { splitThoughts, withoutThoughts } from './think'
import { Thought } from './thought'

export function Answer({ message: kept, versions, editing, last, onEdit }: RowProps) {
  const stream = useLive(kept.id)
  const live = stream?.final ? undefined : stream
  const message = stream?.final ?? kept
  const desk = useThisDesk()
  const t = useText()
  const name = message.modelName ?? message.model ?? ''
  const save = (text: string) => {
    onEdit(null)
    rewrite(desk, message.id, text)
  }
  return (
    <article aria-busy={live ? true : undefined} className="group/row pt-1 pb-2">
      <h2 className="mb-1.5 text-[0.8125rem] font-medium text-muted">
        <bdi>{name}</bdi>
      </h2>
      {editing && !live ? (
        <Editor
          text={message.content}
          action={t('common.save')}
          onSave={save}
          onCancel={() => onEdit(null)}
        />
      ) : (
        <Body message={message} live={live} />
      )}
      {live ? null : <Ending message={message} />}
      {live || editing ? null : (
        <AnswerActions message={message} versions={versions} last={last} onEdit={onEdit} />
      )}
    </article>
  )
}

function Body({ message, live }: { message: Message; live: Live | undefined }) {
  const running = live !== undefined
  const { sources, retrieval, statusHistory } = live ?? message
  const cited = useCited(sources)
  const { content, reasoning = '' } = live ?? message
  const segments = splitThoughts(content, running)
  const thinking = running && !segments.length && reasoning !== ''
  const ms = message.reasoning_ms ?? null
  return (
    <CitedContext value={cited}>
      <Looking history={statusHistory} />
      {reasoning ? <Thought text={reasoning} running={thinking} ms={ms} /> : null}
      {placed(segments).map(({ item: { kind, text, closed }, place }) =>
        kind === 'thought' ? (
          <Thought
            key={`${kind}-${place}`}
            text={text}
            running={running && !closed}
            ms={reasoning ? null : ms}
          />
        ) : (
          <Markdown
            key={`${kind}-${place}`}
            text={text}
            running={running && place === segments.length - 1}
          />
        ),
      )}
      {live ? <Pulse live={live} silent={!segments.length && !thinking} /> : null}
      {live ? null : <Sources {...(sources && { sources })} {...(retrieval && { retrieval })} />}
    </CitedContext>
  )
}

/** Shows that more is coming, or that the line is lost. */
function Pulse({ live, silent }: { live: Live; silent: boolean }) {
  const t = useText()
  if (!live.connected) return <p className="mt-2 text-muted">{t('chat.state.lost')}</p>
  return (
    <div className={silent ? 'py-2' : 'pt-2'}>
      <span className="block size-2.5 animate-breathe rounded-full bg-accent" />
      {silent ? <span className="sr-only">{t('chat.state.waiting')}</span> : null}
    </div>
  )
}

type AnswerActionsProps = Pick<RowProps, 'message' | 'versions' | 'last' | 'onEdit'>

function AnswerActions({ message, versions, last, onEdit }: AnswerActionsProps) {
  const desk = useThisDesk()
  const again = useAgain()
  const t = useText()
  // Where the answer was cut off, the way on stands larger above; see Ending.
  const cut = message.state === 'stopped' && message.content !== ''
  const { id, parentId } = message
  return (
    <Actions stays={last}>
      <Versions id={id} versions={versions} />
      {message.content ? (
        <>
          <CopyAction text={withoutThoughts(message.content)} />
          <IconButton size="sm" label={t('chat.action.edit')} onClick={() => onEdit(id)}>
            <Pencil aria-hidden size={15} />
          </IconButton>
        </>
      ) : null}
      {parentId ? (
        <IconButton size="sm" label={t('chat.action.again')} onClick={() => again(parentId)}>
          <RefreshCw aria-hidden size={15} />
        </IconButton>
      ) : null}
      {cut && !desk.temporary ? (
        <IconButton size="sm" label={t('chat.action.goOn')} onClick={() => void goOn(desk, id)}>
          <StepForward aria-hidden size={15} />
        </IconButton>
      ) : null}
      <Info message={message} />
      <IconButton size="sm" label={t('chat.action.delete')} onClick={() => remove(desk, id)}>
        <Trash2 aria-hidden size={15} />
      </IconButton>
    </Actions>
  )
}
