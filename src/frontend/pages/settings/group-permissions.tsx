// What the members of a group may, beside what everybody may; a group only ever adds.
import { useMutation, useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { type Group, groups, type Permissions } from '../../api-people'
import { Skeleton } from '../../parts/ui/skeleton'
import { Switch } from '../../parts/ui/switch'
import { notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import { reloadPeople } from './people-data'
import { areas, has, withLeaf } from './permissions'

export const DEFAULTS = ['house', 'default-permissions']

export const useDefaults = () => useQuery({ queryKey: DEFAULTS, queryFn: groups.defaults })

const cell = 'w-24 px-2 text-center text-[0.8125rem] sm:w-32'

function Matrix({ group, defaults }: { group: Group; defaults: Permissions }) {
  const t = useText()
  const { id, name, description } = group
  const save = useMutation({
    mutationFn: (permissions: Group['permissions']) =>
      groups.save(id, { name, description, permissions }),
    onError: error => notifyTrouble(t('settings.saveFailed'), error),
    onSettled: () => reloadPeople(),
  })
  const tree = save.isPending ? save.variables : group.permissions
  return (
    <table className="w-full max-w-2xl">
      <caption className="sr-only">{t('groups.permissions')}</caption>
      <thead className="text-muted">
        <tr className="border-b border-line">
          <td />
          <th scope="col" className={`${cell} py-2 font-normal`}>
            {t('groups.everybody')}
          </th>
          <th scope="col" className={`${cell} py-2 font-normal`}>
            {t('groups.thisGroup')}
          </th>
        </tr>
      </thead>
      {areas.map(({ text, permissions }) => (
        <tbody key={text}>
          <tr>
            <th scope="colgroup" colSpan={3} className="pt-4 pb-1 text-start font-semibold">
              {t(text)}
            </th>
          </tr>
          {permissions.map(permission => {
            const general = has(defaults, permission)
            const hint = `may-${permission.area}-${permission.leaf}`
            return (
              <tr key={permission.leaf} className="border-b border-line last:border-0">
                <th scope="row" className="py-2.5 pe-2 text-start font-normal">
                  {t(permission.text)}
                  <span id={hint} className="block text-[0.8125rem] text-muted">
                    {t(permission.hint)}
                  </span>
                </th>
                <td className={cell}>
                  {general ? (
                    <span className="inline-flex items-center gap-1">
                      <Check aria-hidden size={15} className="text-good" />
                      {t('groups.yes')}
                    </span>
                  ) : (
                    <span className="text-muted">{t('groups.no')}</span>
                  )}
                </td>
                <td className={cell}>
                  {general ? (
                    <span className="text-muted">{t('groups.fromDefault')}</span>
                  ) : (
                    <Switch
                      aria-label={t(permission.text)}
                      aria-describedby={hint}
                      checked={has(tree, permission)}
                      onCheckedChange={on => save.mutate(withLeaf(tree, permission, on))}
                    />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      ))}
    </table>
  )
}

export function GroupPermissions({ group }: { group: Group }) {
  const t = useText()
  const { data, error, refetch } = useDefaults()
  if (data) return <Matrix group={group} defaults={data} />
  if (!error) return <Skeleton />
  const retry = () => void refetch()
  return <Trouble compact title={t('settings.loadFailed')} error={error} onRetry={retry} />
}
