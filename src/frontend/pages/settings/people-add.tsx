// An account made by an admin, with a first password to hand over.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { people } from '../../api-people'
import { Button } from '../../parts/ui/button'
import { Dialog } from '../../parts/ui/dialog'
import { Field, Input } from '../../parts/ui/field'
import { Select } from '../../parts/ui/select'
import { notifyDone } from '../../parts/ui/toast'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'
import type { Role } from '../../wire'
import { ROLES, reloadPeople } from './people-data'
import { PasswordField } from './people-password'

const EMPTY = { name: '', email: '', password: '', role: 'user' as Role }

export function AddPerson(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useText()
  return (
    <Dialog {...props} title={t('people.add')} description={t('people.addText')}>
      <Form onDone={() => props.onOpenChange(false)} />
    </Dialog>
  )
}

function Form({ onDone }: { onDone: () => void }) {
  const t = useText()
  const [form, setForm] = useState(EMPTY)
  const add = useMutation({
    mutationFn: people.add,
    onSuccess: () => {
      notifyDone(t('people.added', { name: form.name.trim() }))
      onDone()
      return reloadPeople()
    },
  })
  const set = (change: Partial<typeof EMPTY>) => setForm({ ...form, ...change })
  const ready = form.name.trim() !== '' && form.email.trim() !== '' && form.password !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) add.mutate({ ...form, name: form.name.trim() })
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t('auth.name')}>
        {field => (
          <Input
            {...field}
            dir="auto"
            autoComplete="off"
            value={form.name}
            onChange={event => set({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('auth.email')}>
        {field => (
          <Input
            {...field}
            type="email"
            dir="ltr"
            autoComplete="off"
            value={form.email}
            onChange={event => set({ email: event.target.value })}
          />
        )}
      </Field>
      <PasswordField
        label={t('people.firstPassword')}
        value={form.password}
        onValue={password => set({ password })}
      />
      <Field label={t('people.role')}>
        {field => (
          <Select
            {...field}
            className="w-full"
            value={form.role}
            onValue={role => set({ role: role as Role })}
            options={ROLES.map(value => ({ value, label: t(`role.${value}`) }))}
          />
        )}
      </Field>
      {add.error ? (
        <p role="alert" className="text-danger">
          {explain(add.error)}
        </p>
      ) : null}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={add.isPending} disabled={!ready}>
          {t('people.addAction')}
        </Button>
      </div>
    </form>
  )
}
