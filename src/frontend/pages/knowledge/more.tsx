// The end of a list that comes by pages, while there are more.
import { Button } from '../../parts/ui/button'
import { useText } from '../../text/index'

interface Pages {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage(): Promise<unknown>
}

export function More({ of: { hasNextPage, isFetchingNextPage, fetchNextPage } }: { of: Pages }) {
  const t = useText()
  if (!hasNextPage) return null
  return (
    <div className="mt-4 flex justify-center">
      <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t('knowledge.more')}
      </Button>
    </div>
  )
}
