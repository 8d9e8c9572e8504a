// The keys other tools sign in with; each is shown in full once, when it is made.
import { useMutation, useQuery } from '@tanstack/react-query'
import { Check, Copy, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { account } from '../../api'
import { queryClient } from '../../cache'
import { Button, IconButton } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { Input } from '../../parts/ui/field'
import { notifyTrouble } from '../../parts/ui/toast'
import { formatDate, useText } from '../../text/index'
import type { ApiKey } from '../../wire'
import { Setting } from './setting'

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
    <div className="mb-3">
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

function Known({ list }: { list: ApiKey[] }) {
  const t = useText()
  const [doomed, setDoomed] = useState<ApiKey | null>(null)
  const drop = useMutation({
    mutationFn: (key: ApiKey) => account.dropApiKey(key.id),
    onSuccess: () => {
      setDoomed(null)
      return reload()
    },
    onError: error => notifyTrouble(t('account.apiKeyFailed'), error),
  })
  return (
    <>
      <ul className="mb-3">
        {list.map(key => (
          <li key={key.id} className="flex min-h-11 items-center gap-3">
            <span dir="auto" className="min-w-0 flex-1 truncate text-start">
              {key.name}
            </span>
            <code dir="ltr" className="font-mono text-[0.8125rem] text-muted">
              {key.api_key}
            </code>
            <span className="hidden text-[0.8125rem] text-muted sm:inline">
              {key.used_at
                ? t('account.keyUsed', { when: formatDate(key.used_at) })
                : t('account.keyUnused')}
            </span>
            <IconButton
              label={t('account.dropKey', { name: key.name })}
              onClick={() => setDoomed(key)}
            >
              <Trash2 aria-hidden size={16} />
            </IconButton>
          </li>
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

export function ApiKeys() {
  const t = useText()
  const [name, setName] = useState('')
  const known = useQuery({ queryKey: KEYS, queryFn: account.apiKeys })
  const make = useMutation({
    mutationFn: account.makeApiKey,
    onSuccess: () => {
      setName('')
      return reload()
    },
    onError: error => notifyTrouble(t('account.apiKeyFailed'), error),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) make.mutate(name.trim())
  }
  return (
    <Setting
      action
      id="api-key"
      label={t('account.apiKeys')}
      hint={t('account.apiKeysHint')}
      stacked
    >
      {control => (
        <>
          {make.data ? <FreshKey key={make.data.api_key} value={make.data.api_key} /> : null}
          {known.data?.length ? <Known list={known.data} /> : null}
          <form onSubmit={submit} className="flex max-w-sm gap-2">
            <Input
              {...control}
              aria-label={t('account.keyName')}
              placeholder={t('account.keyNameHint')}
              maxLength={100}
              value={name}
              onChange={event => setName(event.target.value)}
              className="h-9! touch:h-11!"
            />
            <Button type="submit" disabled={!name.trim()} busy={make.isPending}>
              {t('account.makeKey')}
            </Button>
          </form>
        </>
      )}
    </Setting>
  )
}
