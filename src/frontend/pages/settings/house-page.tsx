// A page of the settings of the whole server, made from their table: area by area, row by row.
import type { ReactNode } from 'react'
import type { HouseSetting } from '../../api-house'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { useHouseWords } from '../../text/house'
import { useText } from '../../text/index'
import { areasOf, useHouseSettings } from './house'
import { HouseRow } from './house-setting'
import { Section } from './setting'

/** What `children` make of all settings, once they are there. */
export function WithHouse({ children }: { children: (all: HouseSetting[]) => ReactNode }) {
  const t = useText()
  const { ready } = useHouseWords()
  const { data, error, refetch } = useHouseSettings()
  if (data && ready) return children(data)
  if (!error) return <Skeleton />
  return <Trouble title={t('settings.loadFailed')} error={error} onRetry={() => void refetch()} />
}

/** The areas whose home is the page of that path. */
export function Areas({ all, path }: { all: HouseSetting[]; path: string }) {
  const words = useHouseWords()
  return areasOf(all, path).map(([area, rows]) => (
    <Section key={area} title={words.area(area)}>
      {rows.map(setting => (
        <HouseRow key={setting.key} setting={setting} />
      ))}
    </Section>
  ))
}

export function AreaPage({ path }: { path: string }) {
  return <WithHouse>{all => <Areas all={all} path={path} />}</WithHouse>
}

export const GeneralSettings = () => <AreaPage path="general" />
export const TaskSettings = () => <AreaPage path="tasks" />
