// One knowledge base: what is in it, who may see it, and a question to try it with.
import { EllipsisVertical, Library, MessageSquarePlus, Pencil, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { KnowledgeBase } from '../../api-documents'
import { Page } from '../../parts/shell/page'
import { Button, IconButton } from '../../parts/ui/button'
import { Empty } from '../../parts/ui/empty'
import { Menu, MenuItem } from '../../parts/ui/menu'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { ApiError } from '../../request'
import { useText } from '../../text/index'
import { BackTo } from '../settings/back'
import { Access } from './access'
import { AddFiles, DropFiles, OnTheirWay } from './add'
import { Counts } from './counts'
import { useBase, useFollowing } from './data'
import { DeleteBase } from './delete'
import { Files } from './files'
import { BaseForm } from './form'
import { TryBase } from './try'

/** Deleted, or not open to this person. */
const isGone = (error: unknown): boolean =>
  error === null || (error instanceof ApiError && error.status >= 400 && error.status < 500)

export function BasePage({ id }: { id: string }) {
  const t = useText()
  const [, go] = useLocation()
  const { data: base, error, isPending, refetch } = useBase(id)
  useFollowing(id)
  if (isPending) {
    return (
      <Page title={t('knowledge.title')}>
        <Skeleton />
      </Page>
    )
  }
  if (!base) {
    return (
      <Page title={t('knowledge.title')}>
        {isGone(error) ? (
          <Empty
            icon={<Library aria-hidden size={28} />}
            title={t('knowledge.missing')}
            text={t('knowledge.missingText')}
            action={<Button onClick={() => go('/knowledge')}>{t('knowledge.all')}</Button>}
          />
        ) : (
          <Trouble title={t('knowledge.openFailed')} error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    )
  }
  return (
    <Page title={base.name}>
      <BackTo href="/knowledge" text={t('knowledge.all')} />
      <DropFiles id={base.writes ? base.id : undefined}>
        <Head base={base} />
        <OnTheirWay id={base.id} />
        <Files base={base} />
        {base.reads && base.count > 0 ? <TryBase id={base.id} /> : null}
      </DropFiles>
    </Page>
  )
}

function Head({ base }: { base: KnowledgeBase }) {
  const t = useText()
  const [, go] = useLocation()
  return (
    <div className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-52 flex-1">
        {base.description ? (
          <p dir="auto" className="whitespace-pre-wrap">
            {base.description}
          </p>
        ) : null}
        <p className="flex flex-wrap gap-x-2 text-[0.8125rem] text-muted">
          <Counts base={base} />
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {base.reads ? (
          <Button
            variant={base.count > 0 ? 'primary' : 'outline'}
            onClick={() => go(`/?knowledge=${encodeURIComponent(base.id)}`)}
          >
            <MessageSquarePlus aria-hidden size={16} />
            {t('knowledge.chat')}
          </Button>
        ) : null}
        {base.writes ? <AddFiles id={base.id} first={base.count === 0} /> : null}
        {base.writes || base.owns ? <More base={base} /> : null}
      </div>
    </div>
  )
}

type Shown = 'edit' | 'access' | 'delete'

function More({ base }: { base: KnowledgeBase }) {
  const t = useText()
  const [shown, setShown] = useState<Shown>()
  const close = () => setShown(undefined)
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={t('knowledge.menu')} size="lg">
            <EllipsisVertical aria-hidden size={18} />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil aria-hidden size={16} />} onSelect={() => setShown('edit')}>
          {t('knowledge.edit')}
        </MenuItem>
        {base.owns ? (
          <>
            <MenuItem icon={<Users aria-hidden size={16} />} onSelect={() => setShown('access')}>
              {t('knowledge.accessMenu')}
            </MenuItem>
            <MenuItem
              danger
              icon={<Trash2 aria-hidden size={16} />}
              onSelect={() => setShown('delete')}
            >
              {t('knowledge.delete')}
            </MenuItem>
          </>
        ) : null}
      </Menu>
      {shown === 'edit' ? <BaseForm base={base} onClose={close} onSaved={close} /> : null}
      {shown === 'access' ? <Access base={base} onClose={close} /> : null}
      {shown === 'delete' ? <DeleteBase base={base} onClose={close} /> : null}
    </>
  )
}
