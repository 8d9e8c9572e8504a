// Where the models come from, for admins: every connection with its state, and what can be done to it.

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useConnections } from '../../cache'
import { Button } from '../../parts/ui/button'
import { Dialog } from '../../parts/ui/dialog'
import { Empty } from '../../parts/ui/empty'
import { Skeleton } from '../../parts/ui/skeleton'
import { Switch } from '../../parts/ui/switch'
import { notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import type { ProviderKind } from '../../wire'
import {
  addConnection,
  type Connection,
  ollamaList,
  openaiList,
  setKind,
  useOllama,
  useOpenai,
} from './connection'
import { ConnectionForm } from './connection-form'
import { ConnectionRow } from './connection-row'
import { Sources } from './house-source'
import { Section, Setting } from './setting'

function KindSwitch({ kind, on }: { kind: ProviderKind; on: boolean }) {
  const t = useText()
  const words = kind === 'openai' ? 'connections.useOpenai' : 'connections.useOllama'
  return (
    <Setting
      id={`kind-${kind}`}
      label={t(words)}
      hint={t('connections.useHint')}
      standard={t('settings.on')}
    >
      {control => (
        <Switch
          {...control}
          checked={on}
          onCheckedChange={next =>
            void setKind(kind, next).catch(error => notifyTrouble(t('settings.saveFailed'), error))
          }
        />
      )}
    </Setting>
  )
}

function Add() {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden size={16} />
        {t('connections.add')}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t('connections.add')}>
        <ConnectionForm
          saveText={t('connections.connect')}
          onCancel={() => setOpen(false)}
          onSave={async draft => {
            await addConnection(draft)
            setOpen(false)
          }}
        />
      </Dialog>
    </>
  )
}

function Rows({ list, off }: { list: Connection[]; off: ProviderKind[] }) {
  const t = useText()
  const { data: states } = useConnections()
  if (!list.length) {
    return <Empty title={t('connections.emptyTitle')} text={t('connections.emptyText')} />
  }
  return (
    <ul>
      {list.map(connection => (
        <ConnectionRow
          key={`${connection.kind}-${connection.idx}-${connection.url}`}
          connection={connection}
          off={off.includes(connection.kind)}
          state={states?.find(
            state => state.kind === connection.kind && state.idx === connection.idx,
          )}
        />
      ))}
    </ul>
  )
}

const SOURCES = ['openai.enable', 'openai.api_base_urls', 'ollama.enable', 'ollama.base_urls']

export function ConnectionSettings() {
  const t = useText()
  const openai = useOpenai()
  const ollama = useOllama()
  const error = openai.error ?? ollama.error
  if (error) {
    const retry = () => {
      void openai.refetch()
      void ollama.refetch()
    }
    return <Trouble title={t('settings.loadFailed')} error={error} onRetry={retry} />
  }
  if (!openai.data || !ollama.data) return <Skeleton />
  const off: ProviderKind[] = [
    ...(openai.data.ENABLE_OPENAI_API ? [] : (['openai'] as const)),
    ...(ollama.data.ENABLE_OLLAMA_API ? [] : (['ollama'] as const)),
  ]
  return (
    <>
      <Section title={t('settings.connections')} lead={t('connections.lead')}>
        <Rows list={[...openaiList(openai.data), ...ollamaList(ollama.data)]} off={off} />
        <div id="list" className="pt-3">
          <Add />
        </div>
        <Sources keys={SOURCES} fixed />
      </Section>
      <Section title={t('connections.kinds')}>
        <KindSwitch kind="openai" on={openai.data.ENABLE_OPENAI_API} />
        <KindSwitch kind="ollama" on={ollama.data.ENABLE_OLLAMA_API} />
      </Section>
    </>
  )
}
