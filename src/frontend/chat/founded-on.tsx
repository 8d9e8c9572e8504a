// The knowledge that a model brings along, as far as the person may read it.
import { useQueries } from '@tanstack/react-query'
import { Library } from 'lucide-react'
import { knowledge } from '../api-documents'
import { useModels } from '../cache'
import { useText } from '../text/index'

/** Who may use a model but not its knowledge gets answers without: only what is read is named. */
const useReadable = (modelId: string): string[] => {
  const models = useModels()
  const model = models.data?.find(({ id }) => id === modelId)
  const ids = (model?.info?.meta?.knowledge ?? []).flatMap(({ type, id }) =>
    type === 'collection' && id ? [id] : [],
  )
  const bases = useQueries({
    queries: ids.map(id => ({
      queryKey: ['knowledge', 'base', id],
      queryFn: () => knowledge.read(id),
      staleTime: 15_000,
      retry: false,
    })),
  })
  return bases.flatMap(({ data }) => (data?.reads ? [data.name] : []))
}

export function FoundedOn({ id }: { id: string }) {
  const t = useText()
  const names = useReadable(id)
  if (names.length === 0) return null
  return (
    <p className="mt-2 flex items-center justify-center gap-2 text-[0.8125rem] text-muted">
      <Library aria-hidden size={15} className="shrink-0" />
      <span dir="auto">{t('models.founded', { names: names.join(', ') })}</span>
    </p>
  )
}
