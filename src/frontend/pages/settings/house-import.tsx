// Shows what a configuration would change before it takes the place of the saved one.
import { useMutation, useQuery } from '@tanstack/react-query'
import { type HouseSetting, houseSettings, type Preview } from '../../api-house'
import { queryClient } from '../../cache'
import { Button } from '../../parts/ui/button'
import { Dialog } from '../../parts/ui/dialog'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyDone } from '../../parts/ui/toast'
import { explain } from '../../text/explain'
import { useHouseWords } from '../../text/house'
import { t, useText } from '../../text/index'
import { HOUSE, useHouseSettings } from './house'

const LONGEST = 80

/** A value on one line. */
const shown = (value: unknown): string => {
  if (value === '' || value === null || value === undefined) return t('configuration.empty')
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function Changes({ preview }: { preview: Preview }) {
  const t = useText()
  const words = useHouseWords()
  const { data = [] } = useHouseSettings()
  const { changes, pinned, unknown } = preview
  const named = (key: string): string => {
    const setting = data.find((one: HouseSetting) => one.key === key)
    return setting ? words.label(setting) : key
  }
  return (
    <div className="flex flex-col gap-3">
      <p>
        {changes.length
          ? t('configuration.changes', { count: changes.length })
          : t('configuration.same')}
      </p>
      {changes.length ? (
        <ul className="divide-y divide-line border-y border-line">
          {changes.map(({ key, before, after }) => (
            <li key={key} className="py-2 [overflow-wrap:anywhere]">
              <span className="font-medium">{named(key)}</span>
              <span className="block text-[0.8125rem] text-muted">
                {t('configuration.to', { before: shown(before), after: shown(after) })}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {unknown.length ? (
        <p className="text-muted [overflow-wrap:anywhere]">
          {t('configuration.unknown', { names: unknown.join(', ') })}
        </p>
      ) : null}
      {pinned.length ? (
        <p role="alert" className="text-danger">
          {t('configuration.pinned', { names: pinned.map(named).join(', ') })}
        </p>
      ) : null}
    </div>
  )
}

const useImport = (config: Record<string, unknown>, onDone: () => void) =>
  useMutation({
    mutationFn: () => houseSettings.imported({ config }),
    onSuccess: () => {
      notifyDone(t('configuration.imported'))
      void queryClient.invalidateQueries({ queryKey: HOUSE })
      onDone()
    },
  })

interface ImportProps {
  config: Record<string, unknown>
  onClose: () => void
}

export function ImportDialog({ config, onClose }: ImportProps) {
  const t = useText()
  const preview = useQuery({
    queryKey: ['preview', config],
    queryFn: () => houseSettings.preview({ config }),
    gcTime: 0,
  })
  const save = useImport(config, onClose)
  const error = preview.error ?? save.error
  const blocked = !preview.data || preview.data.pinned.length > 0 || !preview.data.changes.length
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('configuration.previewTitle')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            disabled={blocked}
            busy={save.isPending}
            onClick={() => save.mutate()}
          >
            {t('configuration.import')}
          </Button>
        </>
      }
    >
      {preview.isPending ? <Skeleton /> : null}
      {preview.data ? <Changes preview={preview.data} /> : null}
      {error ? (
        <div role="alert" className="text-danger">
          <p>{t('configuration.importFailed')}</p>
          <p className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]">{explain(error)}</p>
        </div>
      ) : null}
    </Dialog>
  )
}
