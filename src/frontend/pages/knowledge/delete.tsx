// The end of a knowledge base: says what goes with it, and asks for the name.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type KnowledgeBase, knowledge } from '../../api-documents'
import { Checkbox } from '../../parts/ui/checkbox'
import { Confirm } from '../../parts/ui/confirm'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { useText } from '../../text/index'
import { forgetBase } from './data'

interface DeleteProps {
  base: KnowledgeBase
  onClose: () => void
}

export function DeleteBase({ base, onClose }: DeleteProps) {
  const t = useText()
  const [, go] = useLocation()
  const [files, setFiles] = useState(false)
  const { name, count } = base
  const remove = useMutation({
    mutationFn: () => knowledge.remove(base.id, files),
    onSuccess: () => {
      go('/knowledge')
      notifyDone(t('knowledge.deleted', { name }))
      forgetBase(base.id)
    },
    onError: error => notifyTrouble(t('knowledge.deleteFailed'), error),
  })
  return (
    <Confirm
      open
      onOpenChange={open => open || onClose()}
      title={t('knowledge.deleteOne', { name })}
      description={
        <>
          {t('knowledge.goes', { count })}
          {count > 0 ? (
            <Checkbox
              className="mt-2 min-h-9"
              checked={files}
              onChange={event => setFiles(event.target.checked)}
            >
              {t('knowledge.deleteFiles')}
            </Checkbox>
          ) : null}
        </>
      }
      action={t('knowledge.delete')}
      word={name}
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
    />
  )
}
