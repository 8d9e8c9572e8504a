// The keys other tools sign in with: what each may do, until when; shown in full once, when it is made.
import { useMutation, useQuery } from '@tanstack/react-query'
import { Check, Copy, KeySquare, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { apiKeys, type BoundKey } from '../../api-security'
import { queryClient, useConfig } from '../../cache'
import { Button, IconButton } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { Dialog } from '../../parts/ui/dialog'
import { Empty } from '../../parts/ui/empty'
import { Input } from '../../parts/ui/field'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { formatDate, t, useText } from '../../text/index'
import { KeyForm } from './api-keys-form'
import { Section } from './setting'

const KEYS = ['api-keys']

const reload = () => queryClient.invalidateQueries({ queryKey: KEYS })

function FreshKey({ value }: { value: string }) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
  }
  return (
    <div className="mb-4">
      <p role="status" className="pb-1.5 text-good">
        {t('account.apiKeyOnce')}
      </p>
      <div className="flex max-w-lg items-center gap-1">
        <Input
          readOnly
          dir="ltr"
          aria-label={t('account.apiKey')}
          value={value}
          onFocus={event => event.target.select()}
          className="font-mono text-[0.8125rem]"
        />
        <IconButton
          label={copied ? t('common.copied') : t('common.copy')}
          size="lg"
          onClick={() => void copy()}
        >
          {copied ? <Check aria-hidden size={17} /> : <Copy aria-hidden size={17} />}
        </IconButton>
      </div>
    </div>
  )
}

/** What a key may do, until when, and when it did. */
function boundsOf({ scope, models, expires_at }: BoundKey): string {
  const over = expires_at !== null && expires_at * 1000 < Date.now()
  const end = expires_at && t(over ? 'keys.over' : 'keys.until', { when: formatDate(expires_at) })
  const some = models && t('keys.someOnly', { count: models.length })
  return [t(`keys.scope.${scope}`), some, end].filter(Boolean).join(' · ')
}

function Row({ known, onDrop }: { known: BoundKey; onDrop: () => void }) {
  const t = useText()
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-3 last:border-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium">
          <bdi>{known.name}</bdi>
        </p>
        <p title={known.models?.join(', ')} className="text-[0.8125rem] text-muted">
          {boundsOf(known)}
        </p>
        <p className="text-[0.8125rem] text-muted">
          {known.used_at
            ? t('account.keyUsed', { when: formatDate(known.used_at) })
            : t('account.keyUnused')}
        </p>
      </div>
      <code dir="ltr" className="font-mono text-[0.8125rem] text-muted">
        {known.api_key}
      </code>
      <IconButton label={t('account.dropKey', { name: known.name })} onClick={onDrop}>
        <Trash2 aria-hidden size={16} />
      </IconButton>
    </li>
  )
}

function Known({ list }: { list: BoundKey[] }) {
  const t = useText()
  const [doomed, setDoomed] = useState<BoundKey | null>(null)
  const drop = useMutation({
    mutationFn: (key: BoundKey) => apiKeys.drop(key.id),
    onSuccess: () => {
      setDoomed(null)
      return reload()
    },
    onError: error => notifyTrouble(t('account.apiKeyFailed'), error),
  })
  return (
    <>
      <ul>
        {list.map(key => (
          <Row key={key.id} known={key} onDrop={() => setDoomed(key)} />
        ))}
      </ul>
      <Confirm
        open={doomed !== null}
        onOpenChange={open => !open && setDoomed(null)}
        title={t('account.dropKey', { name: doomed?.name ?? '' })}
        description={t('account.keyGoes')}
        action={t('common.delete')}
        busy={drop.isPending}
        onConfirm={() => doomed && drop.mutate(doomed)}
      />
    </>
  )
}

export function KeySettings() {
  const t = useText()
  const { data: config } = useConfig()
  const [making, setMaking] = useState(false)
  const [fresh, setFresh] = useState<string | null>(null)
  const known = useQuery({ queryKey: KEYS, queryFn: apiKeys.list, staleTime: 0 })
  const made = (key: string) => {
    setFresh(key)
    setMaking(false)
    void reload()
  }
  return (
    <Section title={t('settings.apiKeys')} lead={t('keys.lead')}>
      {fresh ? <FreshKey key={fresh} value={fresh} /> : null}
      {known.isPending ? <Skeleton /> : null}
      {known.isError ? (
        <Trouble
          title={t('settings.loadFailed')}
          error={known.error}
          onRetry={() => void known.refetch()}
        />
      ) : null}
      {known.data?.length ? <Known list={known.data} /> : null}
      {known.data?.length === 0 ? (
        <Empty
          icon={<KeySquare aria-hidden size={24} />}
          title={t('keys.none')}
          text={t('keys.noneText')}
        />
      ) : null}
      {config?.features.enable_api_key === false ? (
        <p className="mt-4 text-muted">{t('keys.off')}</p>
      ) : (
        <Button className="mt-4" onClick={() => setMaking(true)}>
          {t('keys.new')}
        </Button>
      )}
      <Dialog
        open={making}
        onOpenChange={setMaking}
        title={t('keys.new')}
        description={t('keys.newHint')}
      >
        <KeyForm onMade={made} />
      </Dialog>
    </Section>
  )
}
