// A role for everybody who is chosen, after a question that says for how many.
import { useState } from 'react'
import { Button } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { Select } from '../../parts/ui/select'
import { notifyDone } from '../../parts/ui/toast'
import { useText } from '../../text/index'
import type { Role } from '../../wire'
import { ROLES, useSetRoles } from './people-data'

export function Bulk({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const t = useText()
  const [role, setRole] = useState<Role>('user')
  const [asking, setAsking] = useState(false)
  const save = useSetRoles()
  const values = { count: ids.length, role: t(`role.${role}`) }
  const give = () =>
    save.mutate(
      { ids, role },
      {
        onSuccess: ({ changed }) => {
          notifyDone(t('people.given', { ...values, count: changed.length }))
          onDone()
        },
        onSettled: () => setAsking(false),
      },
    )
  return (
    <fieldset className="flex flex-wrap items-center gap-2 py-1">
      <legend className="sr-only">{t('people.chosen', { count: ids.length })}</legend>
      <span aria-hidden className="text-[0.8125rem]">
        {t('people.chosen', { count: ids.length })}
      </span>
      <Select
        aria-label={t('people.newRole')}
        className="w-32"
        value={role}
        onValue={value => setRole(value as Role)}
        options={ROLES.map(value => ({ value, label: t(`role.${value}`) }))}
      />
      <Button size="sm" className="h-9 touch:h-11" onClick={() => setAsking(true)}>
        {t('people.give')}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('people.giveTitle', values)}
        description={t(role === 'admin' ? 'people.giveAdmin' : 'people.giveText')}
        action={t('people.give')}
        busy={save.isPending}
        onConfirm={give}
      />
    </fieldset>
  )
}
