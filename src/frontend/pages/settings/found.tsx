// What a search over all settings finds: those of the pages, and every row of the server's table.
import { Link } from 'wouter'
import { useMe } from '../../cache'
import { useHouseWords } from '../../text/house'
import { useText } from '../../text/index'
import { homeOf, useHouseSettings } from './house'
import type { SettingsEntry } from './index'

interface Hit {
  path: string
  id: string
  page: string
  label: string
  hint: string
}

/** Settings that pages declare. */
const useDeclared = (pages: SettingsEntry[]): Hit[] => {
  const t = useText()
  return pages.flatMap(({ path, text, items }) =>
    items.map(item => ({
      path,
      id: item.id,
      page: t(text),
      label: t(item.text),
      hint: t(item.hint),
    })),
  )
}

/** Settings of the server, for admins, each where it is changed; also found by key and variable. */
const useHouseHits = (): (Hit & { names: string })[] => {
  const t = useText()
  const admin = useMe().role === 'admin'
  const words = useHouseWords(admin)
  const { data = [] } = useHouseSettings(admin)
  return data.map(setting => {
    const { path, id, text } = homeOf(setting)
    const names = [setting.key, ...setting.env].join(' ')
    return {
      path,
      id,
      page: t(text),
      label: words.label(setting),
      hint: words.hint(setting),
      names,
    }
  })
}

export function Found({
  words,
  pages,
  onGo,
}: {
  words: string
  pages: SettingsEntry[]
  onGo: () => void
}) {
  const t = useText()
  const house = useHouseHits()
  const known = new Set(house.map(({ path, id }) => `${path}#${id}`))
  // A page may declare what the server's table says, too.
  const declared = useDeclared(pages)
    .filter(({ path, id }) => !known.has(`${path}#${id}`))
    .map(hit => ({ ...hit, names: '' }))
  const wanted = words.trim().toLowerCase().split(/\s+/)
  const hits = [...declared, ...house].filter(({ page, label, hint, names }) => {
    const text = `${page} ${label} ${hint} ${names}`.toLowerCase()
    return wanted.every(word => text.includes(word))
  })
  if (!hits.length) {
    return (
      <p role="status" className="py-6 text-muted">
        {t('settings.foundNothing')}
      </p>
    )
  }
  return (
    <ul>
      {hits.map(hit => (
        <li
          key={`${hit.path} ${hit.id} ${hit.names}`}
          className="border-b border-line last:border-0"
        >
          <Link
            href={`/settings/${hit.path}#${hit.id}`}
            onClick={onGo}
            className="block rounded-control px-2 py-3 hover:bg-wash"
          >
            <span className="font-medium">{hit.label}</span>
            <span className="ms-2 text-[0.8125rem] text-muted">{hit.page}</span>
            <span className="mt-0.5 block text-[0.8125rem] text-muted">{hit.hint}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
