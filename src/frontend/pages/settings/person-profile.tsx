// Name and address of somebody, and a new password, given by an admin.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Person, people } from '../../api-people'
import { Button } from '../../parts/ui/button'
import { Field, Input } from '../../parts/ui/field'
import { notifyDone } from '../../parts/ui/toast'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'
import { reloadPeople } from './people-data'
import { PasswordField } from './people-password'

const useSave = ({ id, name, email, profile_image_url }: Person) =>
  useMutation({
    mutationFn: (change: { name?: string; email?: string; password?: string }) =>
      people.save(id, { name, email, profile_image_url, ...change }),
    onSuccess: () => reloadPeople(),
  })

export function PersonProfile({ person }: { person: Person }) {
  const t = useText()
  const [name, setName] = useState(person.name)
  const [email, setEmail] = useState(person.email)
  const save = useSave(person)
  const changed = name.trim() !== person.name || email.trim() !== person.email
  const ready = changed && name.trim() !== '' && email.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    const onSuccess = () => notifyDone(t('common.saved'))
    save.mutate({ name: name.trim(), email: email.trim() }, { onSuccess })
  }
  return (
    <form noValidate onSubmit={submit} className="flex max-w-lg flex-col gap-4">
      <Field label={t('auth.name')}>
        {field => (
          <Input
            {...field}
            dir="auto"
            autoComplete="off"
            value={name}
            onChange={event => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('auth.email')} hint={t('people.emailHint')}>
        {field => (
          <Input
            {...field}
            type="email"
            dir="ltr"
            autoComplete="off"
            value={email}
            onChange={event => setEmail(event.target.value)}
          />
        )}
      </Field>
      {save.error ? (
        <p role="alert" className="text-danger">
          {explain(save.error)}
        </p>
      ) : null}
      <div>
        <Button type="submit" busy={save.isPending} disabled={!ready}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}

export function PersonPassword({ person }: { person: Person }) {
  const t = useText()
  const [password, setPassword] = useState('')
  const save = useSave(person)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (password === '') return
    const onSuccess = () => notifyDone(t('people.passwordGiven', { name: person.name }))
    save.mutate({ password }, { onSuccess })
  }
  return (
    <form noValidate onSubmit={submit} className="flex max-w-lg flex-col gap-4">
      <PasswordField
        label={t('people.newPassword')}
        value={password}
        onValue={text => {
          save.reset()
          setPassword(text)
        }}
      />
      {save.error ? (
        <p role="alert" className="text-danger">
          {explain(save.error)}
        </p>
      ) : null}
      <div>
        <Button type="submit" busy={save.isPending} disabled={password === '' || save.isSuccess}>
          {t('people.givePassword')}
        </Button>
      </div>
    </form>
  )
}
