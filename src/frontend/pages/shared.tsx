// Somebody's chat to be read: the branch that is shown there, and nothing to change it with.
import '../chat/chat.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { people } from '../api-people'
import { ownImage } from '../chat/markdown/links'
import { Markdown } from '../chat/markdown/markdown'
import { branch, historyOf } from '../chat/tree'
import { titleOf } from '../chats'
import { Page } from '../parts/shell/page'
import { Button } from '../parts/ui/button'
import { Skeleton } from '../parts/ui/skeleton'
import { Trouble } from '../parts/ui/trouble'
import { formatDate, useText } from '../text/index'
import type { Message } from '../wire'

function Images({ message }: { message: Message }) {
  const images = (message.files ?? []).filter(
    ({ type, url }) => type === 'image' && url && ownImage(url),
  )
  if (images.length === 0) return null
  return (
    <div className="mb-2 flex flex-wrap gap-2">
      {images.map(({ url, name }) => (
        <img
          key={url}
          src={url}
          alt={name ?? ''}
          className="max-h-60 rounded-panel border border-line"
        />
      ))}
    </div>
  )
}

function Line({ message }: { message: Message }) {
  const t = useText()
  const asked = message.role === 'user'
  return (
    <article className="border-b border-line py-5 last:border-0">
      <h2 className="mb-1.5 text-[0.8125rem] font-semibold text-muted">
        {asked ? t('shared.asked') : (message.modelName ?? message.model ?? t('shared.answered'))}
      </h2>
      <Images message={message} />
      {asked ? (
        <p dir="auto" className="whitespace-pre-wrap text-prose">
          {message.content}
        </p>
      ) : (
        <Markdown text={message.content} running={false} />
      )}
    </article>
  )
}

/** So many messages at once: a long chat is read from its end. */
const STEP = 50

function Lines({ line }: { line: Message[] }) {
  const t = useText()
  const [shown, setShown] = useState(STEP)
  return (
    <>
      {line.length > shown ? (
        <div className="flex justify-center pt-4">
          <Button size="sm" variant="quiet" onClick={() => setShown(shown + STEP)}>
            {t('shared.earlier')}
          </Button>
        </div>
      ) : null}
      {line.slice(-shown).map(message => (
        <Line key={message.id} message={message} />
      ))}
    </>
  )
}

export function SharedPage({ id }: { id: string }) {
  const t = useText()
  const { data, error, refetch } = useQuery({
    queryKey: ['shared', id],
    queryFn: () => people.chat(id),
  })
  return (
    <Page title={data ? titleOf(data) : t('shared.title')}>
      {error ? (
        <Trouble title={t('shared.failed')} error={error} onRetry={() => void refetch()} />
      ) : null}
      {data || error ? null : <Skeleton />}
      {data ? (
        <>
          <p className="rounded-control bg-wash px-3 py-2 text-[0.8125rem] text-muted">
            {t('shared.note', { when: formatDate(data.updated_at) })}
          </p>
          <Lines line={branch(historyOf(data.chat))} />
        </>
      ) : null}
    </Page>
  )
}
