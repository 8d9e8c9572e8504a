// What everybody may who is no admin and in no group.
import { useMutation } from '@tanstack/react-query'
import { groups, type Permissions } from '../../api-people'
import { queryClient } from '../../cache'
import { Skeleton } from '../../parts/ui/skeleton'
import { Switch } from '../../parts/ui/switch'
import { notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import { BackTo } from './back'
import { DEFAULTS, useDefaults } from './group-permissions'
import { useHouseSettings } from './house'
import { Sources } from './house-source'
import { areas, has, withLeaf } from './permissions'
import { Section, Setting } from './setting'

/** In place of a group’s id. */
export const EVERYBODY = 'everybody'

const KEY = 'user.permissions'

function Switches({ tree }: { tree: Permissions }) {
  const t = useText()
  const { data: settings } = useHouseSettings()
  const pinned = settings?.find(({ key }) => key === KEY)?.source === 'pinned'
  const save = useMutation({
    mutationFn: groups.saveDefaults,
    onSuccess: saved => queryClient.setQueryData(DEFAULTS, saved),
    onError: error => notifyTrouble(t('settings.saveFailed'), error),
  })
  const shown = save.isPending ? save.variables : tree
  return (
    <>
      <Sources keys={[KEY]} />
      {areas.map(({ text, permissions }) => (
        <div key={text} className="mt-4">
          <h3 className="font-semibold">{t(text)}</h3>
          {permissions.map(permission => (
            <Setting
              key={permission.leaf}
              id={`${permission.area}-${permission.leaf}`}
              label={t(permission.text)}
              hint={t(permission.hint)}
            >
              {control => (
                <Switch
                  {...control}
                  disabled={pinned}
                  checked={has(shown, permission)}
                  onCheckedChange={on => save.mutate(withLeaf(shown, permission, on))}
                />
              )}
            </Setting>
          ))}
        </div>
      ))}
    </>
  )
}

export function EverybodyDetail() {
  const t = useText()
  const { data, error, refetch } = useDefaults()
  return (
    <>
      <BackTo href="/settings/groups" text={t('groups.all')} />
      <Section title={t('groups.everybody')} lead={t('groups.everybodyText')}>
        {error && !data ? (
          <Trouble title={t('settings.loadFailed')} error={error} onRetry={() => void refetch()} />
        ) : null}
        {data ? <Switches tree={data} /> : null}
        {data || error ? null : <Skeleton />}
      </Section>
    </>
  )
}
