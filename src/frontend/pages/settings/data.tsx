// Everything one has written: take it along, bring it in, put it away, delete it.
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { chats as api } from '../../api'
import { queryClient } from '../../cache'
import { reloadLists } from '../../chats'
import { Button } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { Progress } from '../../parts/ui/progress'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { useText } from '../../text/index'
import { importChats, readImport } from './import'
import { Section, Setting } from './setting'

const saveFile = (blob: Blob, name: string) => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

function Export() {
  const t = useText()
  const save = useMutation({
    mutationFn: async () => (await api.exportAll()).blob(),
    onSuccess: blob => {
      const day = new Date().toISOString().slice(0, 10)
      saveFile(blob, `chats-${day}.json`)
    },
    onError: error => notifyTrouble(t('data.exportFailed'), error),
  })
  return (
    <Setting action id="export" label={t('data.export')} hint={t('data.exportHint')}>
      {control => (
        <Button {...control} busy={save.isPending} onClick={() => save.mutate()}>
          {t('data.exportAction')}
        </Button>
      )}
    </Setting>
  )
}

interface Going {
  done: number
  total: number
}

/** Runs one import at a time; tells how far it is, and can be stopped between two chats. */
const useImport = () => {
  const t = useText()
  const [going, setGoing] = useState<Going | null>(null)
  const stop = useRef<AbortController | null>(null)
  const start = async (file: File) => {
    const items = await readImport(file).catch(() => null)
    if (!items) return notifyTrouble(t('data.importUnreadable'))
    stop.current = new AbortController()
    setGoing({ done: 0, total: items.length })
    const result = await importChats(items, stop.current.signal, done =>
      setGoing({ done, total: items.length }),
    )
    setGoing(null)
    void reloadLists()
    if (result.error) notifyTrouble(t('data.importFailed', { count: result.done }), result.error)
    else notifyDone(t('data.imported', { count: result.done }))
  }
  return { going, start, cancel: () => stop.current?.abort() }
}

function Import() {
  const t = useText()
  const { going, start, cancel } = useImport()
  const chooser = useRef<HTMLInputElement>(null)
  const label = going ? t('data.importing', { done: going.done, total: going.total }) : ''
  return (
    <Setting
      action
      id="import"
      label={t('data.import')}
      hint={t('data.importHint')}
      stacked={!!going}
    >
      {control =>
        going ? (
          <div className="flex items-center gap-4">
            <div className="flex-1">
              <p className="pb-1.5 text-[0.8125rem] text-muted">{label}</p>
              <Progress value={going.done / going.total} label={label} />
            </div>
            <Button size="sm" onClick={cancel}>
              {t('common.cancel')}
            </Button>
          </div>
        ) : (
          <>
            <input
              ref={chooser}
              type="file"
              accept="application/json,.json"
              className="hidden"
              aria-label={t('data.import')}
              onChange={event => {
                const file = event.target.files?.[0]
                event.target.value = ''
                if (file) void start(file)
              }}
            />
            <Button {...control} onClick={() => chooser.current?.click()}>
              {t('data.importAction')}
            </Button>
          </>
        )
      }
    </Setting>
  )
}

function ArchiveAll() {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const archive = useMutation({
    mutationFn: api.archiveAll,
    onSuccess: () => {
      setAsking(false)
      void reloadLists()
      notifyDone(t('data.archivedAll'))
    },
    onError: error => notifyTrouble(t('chats.archiveFailed'), error),
  })
  return (
    <Setting action id="archive" label={t('data.archiveAll')} hint={t('data.archiveAllHint')}>
      {control => (
        <>
          <Button {...control} onClick={() => setAsking(true)}>
            {t('data.archiveAction')}
          </Button>
          <Confirm
            open={asking}
            onOpenChange={setAsking}
            title={t('data.archiveAllTitle')}
            description={t('data.archiveAllHint')}
            action={t('data.archiveAction')}
            busy={archive.isPending}
            onConfirm={() => archive.mutate()}
          />
        </>
      )}
    </Setting>
  )
}

function DeleteAll() {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: api.removeAll,
    onSuccess: () => {
      setAsking(false)
      queryClient.removeQueries({ queryKey: ['chat'] })
      void reloadLists()
      notifyDone(t('data.deletedAll'))
    },
    onError: error => notifyTrouble(t('chats.deleteFailed'), error),
  })
  return (
    <Setting action id="delete" label={t('data.deleteAll')} hint={t('data.deleteAllHint')}>
      {control => (
        <>
          <Button {...control} className="text-danger" onClick={() => setAsking(true)}>
            {t('data.deleteAction')}
          </Button>
          <Confirm
            open={asking}
            onOpenChange={setAsking}
            title={t('data.deleteAllTitle')}
            description={t('data.deleteAllText')}
            action={t('data.deleteAction')}
            word={t('data.deleteWord')}
            busy={remove.isPending}
            onConfirm={() => remove.mutate()}
          />
        </>
      )}
    </Setting>
  )
}

export function DataSettings() {
  const t = useText()
  return (
    <Section title={t('settings.data')} lead={t('data.lead')}>
      <Export />
      <Import />
      <ArchiveAll />
      <DeleteAll />
    </Section>
  )
}
