// One connection: its state, its switch, and its menu.
import { useMutation } from '@tanstack/react-query'
import { Download, Ellipsis, PenLine, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../parts/ui/button'
import { Dialog } from '../../parts/ui/dialog'
import { Menu, MenuItem, MenuLine, MenuSwitch } from '../../parts/ui/menu'
import { Switch } from '../../parts/ui/switch'
import { notifyAction, notifyTrouble, UNDO_MS } from '../../parts/ui/toast'
import { type TextId, useText } from '../../text/index'
import { told } from '../../text/told'
import type { ConnectionState } from '../../wire'
import {
  type Connection,
  changeConnection,
  removeConnection,
  restoreConnection,
  shareConnection,
} from './connection'
import { ConnectionForm } from './connection-form'
import { OllamaModels } from './ollama-models'

const ICON = 16

const looks: Record<ConnectionState['state'], { dot: string; text: TextId }> = {
  ok: { dot: 'bg-good', text: 'connections.stateOk' },
  slow: { dot: 'bg-warn', text: 'connections.stateSlow' },
  down: { dot: 'bg-danger', text: 'connections.stateDown' },
  off: { dot: 'bg-edge', text: 'connections.stateOff' },
  unknown: { dot: 'bg-edge', text: 'connections.stateUnknown' },
}

interface RowProps {
  connection: Connection
  state: ConnectionState | undefined
  /** The whole kind is switched off. */
  off: boolean
}

function State({ state, off }: { state: ConnectionState | undefined; off: boolean }) {
  const t = useText()
  const look = looks[off ? 'off' : (state?.state ?? 'unknown')]
  return (
    <p className="flex items-baseline gap-2 text-[0.8125rem] text-muted">
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${look.dot}`} />
      <span>
        {t(look.text, { count: state?.models ?? 0 })}
        {state?.error && !off ? ` ${told(state.error)}` : null}
      </span>
    </p>
  )
}

const nameOf = (connection: Connection, state: ConnectionState | undefined): string =>
  connection.options.name || state?.name || connection.url

const useActions = (connection: Connection) => {
  const t = useText()
  const failed = (error: unknown) => notifyTrouble(t('settings.saveFailed'), error)
  const remove = async () => {
    await removeConnection(connection)
    const restore = () => void restoreConnection(connection).catch(failed)
    notifyAction(
      t('connections.removed', { name: connection.options.name || connection.url }),
      t('common.undo'),
      restore,
      UNDO_MS,
    )
  }
  const enable = useMutation({
    mutationFn: (on: boolean) =>
      changeConnection(connection, {
        ...connection,
        options: { ...connection.options, enable: on },
      }),
    onError: failed,
  })
  const share = useMutation({
    mutationFn: (everyone: boolean) => shareConnection(connection.kind, connection.idx, everyone),
    onError: failed,
  })
  return { remove: () => void remove().catch(failed), enable, share }
}

export function ConnectionRow({ connection, state, off }: RowProps) {
  const t = useText()
  const name = nameOf(connection, state)
  const [open, setOpen] = useState<'edit' | 'models' | null>(null)
  const { remove, enable, share } = useActions(connection)
  const everyone = share.isPending ? share.variables : connection.options.everyone === true
  const on = enable.isPending ? enable.variables : connection.options.enable !== false
  return (
    <li className="flex items-center gap-3 border-b border-line py-3 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          <bdi>{name}</bdi>
        </p>
        {name === connection.url ? null : (
          <p className="truncate text-[0.8125rem] text-muted">
            <bdi>{connection.url}</bdi>
          </p>
        )}
        <State state={state} off={off || !on} />
        {everyone ? (
          <p className="mt-0.5 flex items-center gap-1.5 text-[0.8125rem] text-muted">
            <Users aria-hidden size={13} />
            {t('connections.everyoneOn')}
          </p>
        ) : null}
      </div>
      <Switch
        aria-label={t('connections.enabled', { name })}
        checked={on}
        disabled={off}
        onCheckedChange={enable.mutate}
      />
      <Menu
        align="end"
        trigger={
          <IconButton label={t('connections.menuFor', { name })} tip={false}>
            <Ellipsis aria-hidden size={18} />
          </IconButton>
        }
      >
        <MenuItem icon={<PenLine aria-hidden size={ICON} />} onSelect={() => setOpen('edit')}>
          {t('connections.edit')}
        </MenuItem>
        {connection.kind === 'ollama' ? (
          <MenuItem icon={<Download aria-hidden size={ICON} />} onSelect={() => setOpen('models')}>
            {t('connections.ollamaModels')}
          </MenuItem>
        ) : null}
        <MenuSwitch checked={everyone} onChecked={share.mutate}>
          {t('connections.everyone')}
        </MenuSwitch>
        <MenuLine />
        <MenuItem danger icon={<Trash2 aria-hidden size={ICON} />} onSelect={remove}>
          {t('common.delete')}
        </MenuItem>
      </Menu>
      <Dialog
        open={open === 'edit'}
        onOpenChange={next => !next && setOpen(null)}
        title={t('connections.edit')}
      >
        <ConnectionForm
          start={connection}
          saveText={t('common.save')}
          onCancel={() => setOpen(null)}
          onSave={async draft => {
            await changeConnection(connection, draft)
            setOpen(null)
          }}
        />
      </Dialog>
      <Dialog
        open={open === 'models'}
        onOpenChange={next => !next && setOpen(null)}
        title={t('connections.ollamaModels')}
        description={connection.url}
      >
        <OllamaModels idx={connection.idx} />
      </Dialog>
    </li>
  )
}
