// What the address of a new chat asks for: `/?q=` a question, `/?youtube=` a video to speak about,
// `/?knowledge=` the id of a knowledge base to ask.
import { type RefObject, useEffect } from 'react'
import { useSearchParams } from 'wouter'
import { knowledge } from '../api-documents'
import { notifyTrouble } from '../parts/ui/toast'
import { t } from '../text/index'
import type { Link } from './attachments'
import type { ComposerHandle } from './composer'

const VIDEO = 'https://www.youtube.com/watch?v='

/** Takes it out of the address, so that neither a reload nor the way back asks once more. */
export const useAddress = (
  chatId: string,
  composer: RefObject<ComposerHandle | null>,
  link: (link: Link) => void,
): void => {
  const [search, setSearch] = useSearchParams()
  const question = search.get('q')
  const video = search.get('youtube')
  const base = search.get('knowledge')
  useEffect(() => {
    if (chatId || (question === null && video === null && base === null)) return
    const rest = new URLSearchParams(location.search)
    rest.delete('q')
    rest.delete('youtube')
    rest.delete('knowledge')
    setSearch(rest, { replace: true })
    if (base) void attach(base, link)
    if (question?.trim()) composer.current?.ask(question)
    else if (video) composer.current?.fill(VIDEO + encodeURIComponent(video))
  }, [chatId, question, video, base, setSearch, composer, link])
}

const attach = async (id: string, link: (link: Link) => void): Promise<void> => {
  const base = await knowledge.read(id).catch(() => null)
  if (base) link({ type: 'collection', id, name: base.name })
  else notifyTrouble(t('knowledge.missing'))
}
