// The notices above every page, written by admins, each with a preview.
import { useId } from 'react'
import type { Banner } from '../../api-house'
import { BannerView } from '../../parts/banners'
import { Field, Input, Textarea } from '../../parts/ui/field'
import { Select } from '../../parts/ui/select'
import { Switch } from '../../parts/ui/switch'
import { useText } from '../../text/index'
import { ListForm } from './house-list'
import { WithHouse } from './house-page'

const kinds = ['info', 'success', 'warning', 'error'] as const

const now = (): number => Math.floor(Date.now() / 1000)

const make = (): Banner => ({
  id: crypto.randomUUID?.() ?? String(Math.random()).slice(2),
  type: 'info',
  title: null,
  content: '',
  dismissible: true,
  timestamp: now(),
})

/** Who has closed the banner sees it again when it says something else. */
const finish = (banner: Banner, before: Banner | undefined): Banner => {
  const same = before && before.content === banner.content && before.title === banner.title
  return { ...banner, title: banner.title || null, timestamp: same ? before.timestamp : now() }
}

function Fields({ banner, change }: { banner: Banner; change: (part: Partial<Banner>) => void }) {
  const t = useText()
  const id = useId()
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <Field label={t('banners.type')}>
          {field => (
            <Select
              {...field}
              className="w-44"
              value={banner.type}
              onValue={type => change({ type })}
              options={kinds.map(kind => ({ value: kind, label: t(`banners.type.${kind}`) }))}
            />
          )}
        </Field>
        <div className="flex min-h-9 items-center gap-2.5" title={t('banners.dismissibleHint')}>
          <Switch
            id={id}
            checked={banner.dismissible}
            onCheckedChange={dismissible => change({ dismissible })}
          />
          <label htmlFor={id}>{t('banners.dismissible')}</label>
        </div>
      </div>
      <Field label={t('banners.title')} hint={t('banners.titleHint')}>
        {field => (
          <Input
            {...field}
            dir="auto"
            value={banner.title ?? ''}
            onChange={event => change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('banners.content')} hint={t('banners.contentHint')}>
        {field => (
          <Textarea
            {...field}
            dir="auto"
            rows={2}
            value={banner.content}
            onChange={event => change({ content: event.target.value })}
          />
        )}
      </Field>
      {banner.content || banner.title ? (
        <figure className="overflow-hidden rounded-control border border-line">
          <figcaption className="sr-only">{t('banners.preview')}</figcaption>
          <BannerView banner={banner} />
        </figure>
      ) : null}
    </div>
  )
}

export function BannerSettings() {
  const t = useText()
  return (
    <WithHouse>
      {all =>
        all
          .filter(({ key }) => key === 'ui.banners')
          .map(setting => (
            <ListForm<Banner>
              key={setting.key}
              setting={setting}
              title={t('settings.banners')}
              lead={t('banners.lead')}
              empty={{ title: t('banners.emptyTitle'), text: t('banners.emptyText') }}
              add={t('banners.add')}
              make={make}
              finish={finish}
              nameOf={place => t('banners.name', { place: place + 1 })}
            >
              {(banner, change) => <Fields banner={banner} change={change} />}
            </ListForm>
          ))
      }
    </WithHouse>
  )
}
