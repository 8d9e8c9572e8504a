// The house's notices above every page. A closed one stays closed until its text changes.
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, Info, TriangleAlert, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { type Banner, banners } from '../api-house'
import { type TextId, useText } from '../text/index'
import { IconButton } from './ui/button'
import { cls } from './ui/cls'

const Markdown = lazy(async () => ({
  default: (await import('../chat/markdown/markdown')).Markdown,
}))

const KEY = 'hearth.closed-banners'
const REMEMBERED = 100

const readClosed = (): string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.map(String) : []
  } catch {
    return []
  }
}

/** A banner with another text is another banner. */
const markOf = ({ id, timestamp }: Banner): string => `${id} ${timestamp}`

const useClosed = () => {
  const [closed, setClosed] = useState(readClosed)
  const close = (banner: Banner) => {
    const marks = [...readClosed(), markOf(banner)].slice(-REMEMBERED)
    localStorage.setItem(KEY, JSON.stringify(marks))
    setClosed(marks)
  }
  return { closed, close }
}

export function Banners() {
  const t = useText()
  const { data = [] } = useQuery({ queryKey: ['banners'], queryFn: banners.list })
  const { closed, close } = useClosed()
  const shown = data.filter(banner => !banner.dismissible || !closed.includes(markOf(banner)))
  if (!shown.length) return null
  return (
    <section
      aria-label={t('banners.region')}
      className="max-h-[35dvh] shrink-0 divide-y divide-line overflow-y-auto border-b border-line"
    >
      {shown.map(banner => (
        <BannerView
          key={banner.id}
          banner={banner}
          {...(banner.dismissible ? { onClose: () => close(banner) } : {})}
        />
      ))}
    </section>
  )
}

type Kind = 'info' | 'success' | 'warning' | 'error'

const looks: Record<Kind, { icon: typeof Info; ground: string; sign: string; text: TextId }> = {
  info: { icon: Info, ground: 'bg-sunken', sign: 'text-muted', text: 'banners.type.info' },
  success: {
    icon: CircleCheck,
    ground: 'bg-sunken',
    sign: 'text-good',
    text: 'banners.type.success',
  },
  warning: {
    icon: TriangleAlert,
    ground: 'bg-warn-wash',
    sign: 'text-warn',
    text: 'banners.type.warning',
  },
  error: {
    icon: CircleX,
    ground: 'bg-danger-wash',
    sign: 'text-danger',
    text: 'banners.type.error',
  },
}

const isKind = (type: string): type is Kind => Object.hasOwn(looks, type)

/** One of them; clients may have given it a kind that we do not know. */
export function BannerView({ banner, onClose }: { banner: Banner; onClose?: () => void }) {
  const t = useText()
  const { icon: Icon, ground, sign, text } = looks[isKind(banner.type) ? banner.type : 'info']
  return (
    <div className={cls('flex items-start gap-3 px-4 py-2.5', ground)}>
      <Icon role="img" aria-label={t(text)} size={18} className={cls('mt-0.5 shrink-0', sign)} />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere] [&_.chat-prose]:text-[0.875rem] [&_.chat-prose]:leading-normal">
        {banner.title ? (
          <p dir="auto" className="font-medium">
            {banner.title}
          </p>
        ) : null}
        <Suspense fallback={banner.content}>
          <Markdown text={banner.content} running={false} />
        </Suspense>
      </div>
      {onClose ? (
        <IconButton
          label={t('banners.close')}
          tip={false}
          size="sm"
          onClick={onClose}
          className="-my-0.5"
        >
          <X aria-hidden size={16} />
        </IconButton>
      ) : null}
    </div>
  )
}
