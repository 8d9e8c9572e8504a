// Which model answers next: chosen here, else the one that answered before, else the person's own.
import { useCallback, useState } from 'react'
import { useSearchParams } from 'wouter'
import { useConfig, useModels, useSettings } from '../cache'
import type { Message, Model } from '../wire'
import { branch, type History } from './tree'

const KEY = 'hearth.model'

export interface ModelChoice {
  /** An empty id means that there is none to answer. */
  current: { id: string; name: string }
  /** True when the model of this chat is not in the list any more. */
  gone: boolean
  models: Model[]
  loading: boolean
  error: Error | null
  reload: () => void
  choose: (id: string) => void
}

const lastAnswer = (history: History): Message | undefined =>
  branch(history).findLast(message => message.role === 'assistant' && message.model)

const useWished = (): (string | undefined)[] => {
  const [search] = useSearchParams()
  const { ui } = useSettings()
  const config = useConfig()
  const asked = (search.get('models') ?? search.get('model'))?.split(',') ?? []
  const house = config.data?.default_models?.split(',') ?? []
  return [...asked, ...(ui.models ?? []), localStorage.getItem(KEY) ?? undefined, ...house]
}

export const useModel = (
  chatId: string,
  history: History,
  ofChat: string[] | undefined,
): ModelChoice => {
  const query = useModels()
  const wished = useWished()
  const [chosen, setChosen] = useState<{ chatId: string; id: string } | null>(null)
  const models = query.data ?? []
  const known = (id: string | undefined) => models.find(model => model.id === id)
  const answer = lastAnswer(history)
  const own = chosen?.chatId === chatId ? chosen.id : (answer?.model ?? ofChat?.[0])
  const wish = own ?? wished.find(known) ?? models[0]?.id ?? ''
  const found = known(wish)
  const choose = useCallback(
    (id: string) => {
      localStorage.setItem(KEY, id)
      setChosen({ chatId, id })
    },
    [chatId],
  )
  return {
    current: found ?? { id: wish, name: (wish === answer?.model && answer?.modelName) || wish },
    gone: Boolean(wish && query.data && !found),
    models,
    loading: query.isPending,
    error: query.error,
    reload: () => void query.refetch(),
    choose,
  }
}
