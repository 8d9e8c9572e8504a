// Chooses the model that answers next.
import { ChevronDown } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { shortcuts, useShortcut } from '../parts/shell/shortcuts'
import { Button } from '../parts/ui/button'
import { Popover } from '../parts/ui/popover'
import { Skeleton } from '../parts/ui/skeleton'
import { useText } from '../text/index'
import type { ModelChoice } from './model'

const Choices = lazy(async () => ({ default: (await import('./choices')).Choices }))

export function ModelPicker({ model }: { model: ModelChoice }) {
  const [open, setOpen] = useState(false)
  const t = useText()
  useShortcut(shortcuts.model.keys, () => setOpen(true))
  const { id, name } = model.current
  const shown = model.gone ? t('chat.model.gone', { name }) : name
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t('chat.model.pick')}
      align="end"
      className="w-[min(22rem,calc(100vw-1rem))] overflow-hidden"
      trigger={
        <Button
          variant="quiet"
          aria-label={id ? t('chat.model.current', { name: shown }) : t('chat.model.pick')}
          className="max-w-56 gap-1 px-2.5 max-sm:max-w-40"
        >
          <span dir="auto" className={`truncate ${model.gone ? 'text-warn' : ''}`}>
            {id ? shown : model.loading ? '' : t('chat.model.none')}
          </span>
          <ChevronDown aria-hidden size={15} className="shrink-0 text-muted" />
        </Button>
      }
    >
      <Suspense fallback={<Skeleton lines={3} />}>
        <Choices
          model={model}
          onChoose={chosen => {
            model.choose(chosen)
            setOpen(false)
          }}
        />
      </Suspense>
    </Popover>
  )
}
