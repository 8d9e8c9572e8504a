// Who may read a knowledge base, and who may change it.
import { useMutation } from '@tanstack/react-query'
import { type KnowledgeBase, knowledge } from '../../api-documents'
import { queryClient, useMe } from '../../cache'
import { Dialog } from '../../parts/ui/dialog'
import { notifyTrouble } from '../../parts/ui/toast'
import { useText } from '../../text/index'
import { type Readers, ReadersChoice } from '../settings/model-access'
import { baseKey, reloadBase } from './data'

type Control = KnowledgeBase['access_control']

const NOBODY: Readers = { group_ids: [], user_ids: [] }

const sideOf = (control: Control, verb: 'read' | 'write'): Readers => ({
  ...NOBODY,
  ...control?.[verb],
})

interface AccessProps {
  base: KnowledgeBase
  onClose: () => void
}

export function Access({ base, onClose }: AccessProps) {
  const t = useText()
  const me = useMe()
  const save = useMutation({
    mutationFn: (access_control: Control) =>
      knowledge.save(base.id, {
        name: base.name,
        description: base.description,
        access_control,
      }),
    // Before the wait is over, or the old choice would show for a moment.
    onSuccess: saved => queryClient.setQueryData(baseKey(base.id), saved),
    onError: error => notifyTrouble(t('knowledge.accessFailed'), error),
    onSettled: () => reloadBase(base.id),
  })
  const control = save.isPending ? save.variables : base.access_control
  const set = (verb: 'read' | 'write', readers: Readers) =>
    save.mutate({
      read: sideOf(control, 'read'),
      write: sideOf(control, 'write'),
      [verb]: readers,
    })
  const isOpen = control === null
  const choice = { busy: save.isPending, withPeople: me.role === 'admin' }
  return (
    <Dialog
      open
      onOpenChange={open => open || onClose()}
      title={t('knowledge.access', { name: base.name })}
      description={t('knowledge.accessText')}
    >
      <fieldset className="flex flex-col gap-1">
        <legend className="sr-only">{t('knowledge.accessWho')}</legend>
        <Way checked={isOpen} label={t('knowledge.everyone')} onChoose={() => save.mutate(null)} />
        <Way checked={!isOpen} label={t('knowledge.some')} onChoose={() => save.mutate({})} />
      </fieldset>
      {isOpen ? null : (
        <div className="mt-4">
          <h3 className="mb-1 font-semibold">{t('knowledge.mayRead')}</h3>
          <ReadersChoice
            {...choice}
            readers={sideOf(control, 'read')}
            onChange={readers => set('read', readers)}
          />
          <details className="mt-4">
            <summary className="tap w-fit font-semibold">{t('knowledge.mayWrite')}</summary>
            <ReadersChoice
              {...choice}
              readers={sideOf(control, 'write')}
              onChange={readers => set('write', readers)}
            />
          </details>
        </div>
      )}
    </Dialog>
  )
}

interface WayProps {
  checked: boolean
  label: string
  onChoose: () => void
}

const Way = ({ checked, label, onChoose }: WayProps) => (
  <label className="flex min-h-9 items-center gap-2.5 touch:min-h-11">
    <input
      type="radio"
      name="knowledge-access"
      checked={checked}
      onChange={onChoose}
      className="size-4 accent-(--accent)"
    />
    {label}
  </label>
)
