// Asks a knowledge base a question and shows the passages that a model would get.
import { useMutation } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { passages } from '../../api-documents'
import { Button } from '../../parts/ui/button'
import { Input } from '../../parts/ui/field'
import { Trouble } from '../../parts/ui/trouble'
import { openPanel } from '../../parts/viewer/panel'
import { useText } from '../../text/index'

const MOST = 5

interface Hit {
  text: string
  name: string
  file: string
  page: number | null
  start: number | undefined
}

const number = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined

const hitsOf = (answer: Awaited<ReturnType<typeof passages.ask>>): Hit[] =>
  (answer.documents[0] ?? []).map((text, place) => {
    const meta = answer.metadatas[0]?.[place] ?? {}
    const page = number(meta.page)
    return {
      text,
      name: String(meta.name ?? ''),
      file: String(meta.file_id ?? ''),
      page: page === undefined ? null : page + 1,
      start: number(meta.start_index),
    }
  })

export function TryBase({ id }: { id: string }) {
  const t = useText()
  const [words, setWords] = useState('')
  const ask = useMutation({
    mutationFn: async (query: string) => {
      const answer = await passages.ask([id], query, MOST)
      return { hits: hitsOf(answer), trouble: answer.trouble ?? [] }
    },
  })
  return (
    <section aria-label={t('knowledge.try')} className="mt-8">
      <h2 className="mb-2 text-sm font-semibold">{t('knowledge.try')}</h2>
      <form
        className="flex gap-2"
        onSubmit={event => {
          event.preventDefault()
          if (words.trim()) ask.mutate(words.trim())
        }}
      >
        <Input
          dir="auto"
          className="flex-1"
          aria-label={t('knowledge.tryLabel')}
          placeholder={t('knowledge.tryLabel')}
          value={words}
          onChange={event => setWords(event.target.value)}
        />
        <Button type="submit" busy={ask.isPending} disabled={!words.trim()}>
          <Search aria-hidden size={16} />
          {t('knowledge.ask')}
        </Button>
      </form>
      {ask.error ? <Trouble compact title={t('knowledge.tryFailed')} error={ask.error} /> : null}
      <div role="status">
        {ask.data?.trouble.map(words => (
          <p key={words} className="mt-3 rounded-control bg-warn-wash px-3 py-2 text-[0.8125rem]">
            {words}
          </p>
        ))}
        {ask.data?.hits.length === 0 ? (
          <p className="py-4 text-muted">{t('knowledge.tryNothing')}</p>
        ) : null}
        {ask.data?.hits.length ? (
          <ol className="mt-3 space-y-2">
            {ask.data.hits.map(hit => (
              <Passage key={`${hit.file} ${hit.start} ${hit.page}`} hit={hit} />
            ))}
          </ol>
        ) : null}
      </div>
    </section>
  )
}

function Passage({ hit }: { hit: Hit }) {
  const t = useText()
  const { text, name, file, page, start } = hit
  const lit = start === undefined ? {} : { lit: { start, stop: start + text.length } }
  const open = () =>
    openPanel({ kind: 'document', id: file, name, sight: { page, passage: text, ...lit } })
  return (
    <li>
      <button
        type="button"
        onClick={open}
        className="w-full rounded-panel border border-line p-3 text-start hover:bg-wash"
      >
        <span className="flex items-baseline gap-2">
          <bdi className="min-w-0 flex-1 truncate font-medium">{name}</bdi>
          {page ? (
            <span className="shrink-0 text-xs text-muted">
              {t('viewer.page', { number: page })}
            </span>
          ) : null}
        </span>
        <span dir="auto" className="mt-1 line-clamp-3 block text-[0.8125rem] text-muted">
          {text}
        </span>
      </button>
    </li>
  )
}
