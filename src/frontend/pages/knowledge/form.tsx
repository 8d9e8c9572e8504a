// Makes a knowledge base, or changes what it is called.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type KnowledgeBase, knowledge } from '../../api-documents'
import { Button } from '../../parts/ui/button'
import { Dialog } from '../../parts/ui/dialog'
import { Field, Input, Textarea } from '../../parts/ui/field'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'
import { reloadBase } from './data'

interface FormProps {
  /** Absent for a new one. */
  base?: KnowledgeBase
  onClose: () => void
  onSaved: (id: string) => void
}

const LONGEST_NAME = 255

export function BaseForm({ base, onClose, onSaved }: FormProps) {
  const t = useText()
  const [name, setName] = useState(base?.name ?? '')
  const [description, setDescription] = useState(base?.description ?? '')
  const save = useMutation({
    mutationFn: async () => {
      const form = { name: name.trim(), description: description.trim() }
      if (!base) return (await knowledge.create({ ...form, access_control: {} })).id
      await knowledge.save(base.id, form)
      return base.id
    },
    onSuccess: id => {
      reloadBase(id)
      onSaved(id)
    },
  })
  return (
    <Dialog
      open
      onOpenChange={open => open || onClose()}
      title={t(base ? 'knowledge.edit' : 'knowledge.new')}
      {...(base ? {} : { description: t('knowledge.newText') })}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            type="submit"
            form="knowledge-form"
            disabled={!name.trim()}
            busy={save.isPending}
          >
            {t(base ? 'common.save' : 'knowledge.make')}
          </Button>
        </>
      }
    >
      <form
        id="knowledge-form"
        className="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          if (name.trim() && !save.isPending) save.mutate()
        }}
      >
        <Field label={t('knowledge.name')} error={save.error ? explain(save.error) : null}>
          {field => (
            <Input
              {...field}
              dir="auto"
              maxLength={LONGEST_NAME}
              value={name}
              onChange={event => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('knowledge.description')} hint={t('knowledge.descriptionHint')}>
          {field => (
            <Textarea
              {...field}
              dir="auto"
              value={description}
              onChange={event => setDescription(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
