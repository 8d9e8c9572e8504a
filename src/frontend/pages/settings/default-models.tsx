// The order in which everybody sees the models, and those that a new chat begins with.
import { Link } from 'wouter'
import { useModels } from '../../cache'
import { Empty } from '../../parts/ui/empty'
import { Skeleton } from '../../parts/ui/skeleton'
import { Switch } from '../../parts/ui/switch'
import { notifyTrouble } from '../../parts/ui/toast'
import { useText } from '../../text/index'
import type { Model } from '../../wire'
import { useHouseSettings, useSaveSettings } from './house'
import { Order } from './house-order'
import { WithHouse } from './house-page'
import { Sources } from './house-source'
import { Section } from './setting'

const DEFAULT = 'ui.default_models'
const ORDER = 'ui.model_order_list'

interface Entry {
  id: string
  name: string
  /** Named in a setting, and offered by no connection. */
  gone: boolean
}

const defaultsOf = (value: unknown): string[] =>
  String(value ?? '')
    .split(',')
    .map(id => id.trim())
    .filter(Boolean)

/** The list as the server sorts it, with those behind it that are only named. */
const entriesOf = (models: Model[], order: string[], defaults: string[]): Entry[] => {
  const named = [...new Set([...order, ...defaults])].filter(
    id => !models.some(model => model.id === id),
  )
  const all = [
    ...models.map(({ id, name }) => ({ id, name, gone: false })),
    ...named.map(id => ({ id, name: id, gone: true })),
  ]
  const rank = new Map(order.map((id, place) => [id, place]))
  return all.toSorted((a, b) => (rank.get(a.id) ?? all.length) - (rank.get(b.id) ?? all.length))
}

function List({ models }: { models: Model[] }) {
  const t = useText()
  const { data = [] } = useHouseSettings()
  const save = useSaveSettings()
  const setting = (key: string) => data.find(one => one.key === key)
  const isPinned = (key: string) => setting(key)?.source === 'pinned'
  const pending = save.isPending ? save.variables : {}
  const order = (pending[ORDER] ?? setting(ORDER)?.value ?? []) as string[]
  const defaults = defaultsOf(pending[DEFAULT] ?? setting(DEFAULT)?.value)
  const entries = entriesOf(models, order, defaults)
  const send = (changes: Record<string, unknown>) =>
    save.mutate(changes, { onError: error => notifyTrouble(t('settings.saveFailed'), error) })
  /** Kept in the order of the list: the first of them is the one that a new chat begins with. */
  const choose = (id: string, on: boolean) => {
    const chosen = entries
      .map(entry => entry.id)
      .filter(one => (one === id ? on : defaults.includes(one)))
    send({ [DEFAULT]: chosen.length ? chosen.join(',') : null })
  }
  if (!entries.length) {
    return (
      <Empty
        title={t('defaultModels.emptyTitle')}
        text={t('defaultModels.emptyText')}
        action={
          <Link href="/settings/connections" className="underline underline-offset-2">
            {t('settings.connections')}
          </Link>
        }
      />
    )
  }
  return (
    <>
      <p aria-hidden className="pb-1 text-end text-[0.8125rem] text-muted">
        {t('defaultModels.column')}
      </p>
      <Order
        items={entries}
        idOf={entry => entry.id}
        nameOf={entry => entry.name}
        disabled={isPinned(ORDER)}
        onOrder={items => send({ [ORDER]: items.map(({ id }) => id) })}
      >
        {(entry, handle) => (
          <div className="flex min-h-12 items-center gap-3 py-1.5">
            {handle}
            <div className="min-w-0 flex-1">
              <span dir="auto" className="block truncate text-start font-medium">
                {entry.name}
              </span>
              {entry.gone || entry.name !== entry.id ? (
                <span
                  dir={entry.gone ? 'auto' : 'ltr'}
                  className="block truncate text-[0.8125rem] text-muted"
                >
                  {entry.gone ? t('defaultModels.gone') : entry.id}
                </span>
              ) : null}
            </div>
            <Switch
              aria-label={t('defaultModels.default', { name: entry.name })}
              disabled={isPinned(DEFAULT)}
              checked={defaults.includes(entry.id)}
              onCheckedChange={on => choose(entry.id, on)}
            />
          </div>
        )}
      </Order>
    </>
  )
}

export function DefaultModelSettings() {
  const t = useText()
  const { data: models } = useModels()
  return (
    <WithHouse>
      {() => (
        <Section title={t('settings.defaultModels')} lead={t('defaultModels.lead')}>
          <Sources keys={[DEFAULT, ORDER]} />
          <div className="mt-2">{models ? <List models={models} /> : <Skeleton />}</div>
        </Section>
      )}
    </WithHouse>
  )
}
