// What the address of a new chat asks for: `/?q=` a question, `/?youtube=` a video to speak about.
import { type RefObject, useEffect } from 'react'
import { useSearchParams } from 'wouter'
import type { ComposerHandle } from './composer'

const VIDEO = 'https://www.youtube.com/watch?v='

/** Takes it out of the address, so that neither a reload nor the way back asks once more. */
export const useAddress = (chatId: string, composer: RefObject<ComposerHandle | null>): void => {
  const [search, setSearch] = useSearchParams()
  const question = search.get('q')
  const video = search.get('youtube')
  useEffect(() => {
    if (chatId || (question === null && video === null)) return
    const rest = new URLSearchParams(location.search)
    rest.delete('q')
    rest.delete('youtube')
    setSearch(rest, { replace: true })
    if (question?.trim()) composer.current?.ask(question)
    else if (video) composer.current?.fill(VIDEO + encodeURIComponent(video))
  }, [chatId, question, video, setSearch, composer])
}
