// The key other tools sign in with; shown in full once, when it is made.
import { useMutation, useQuery } from '@tanstack/react-query'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { account } from '../../api'
import { queryClient } from '../../cache'
import { Button, IconButton } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { Input } from '../../parts/ui/field'
import { notifyTrouble } from '../../parts/ui/toast'
import { ApiError } from '../../request'
import { useText } from '../../text/index'
import { Setting } from './setting'

const KEY = ['api-key']

const readKey = async (): Promise<string | null> => {
  try {
    return (await account.apiKey()).api_key
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null
    throw error
  }
}

function FreshKey({ value }: { value: string }) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
  }
  return (
    <div className="mb-3 flex max-w-lg items-center gap-1">
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
  )
}

export function ApiKey() {
  const t = useText()
  const [fresh, setFresh] = useState<string | null>(null)
  const [asking, setAsking] = useState<'replace' | 'drop' | null>(null)
  const known = useQuery({ queryKey: KEY, queryFn: readKey, retry: false })
  const make = useMutation({
    mutationFn: account.makeApiKey,
    onSuccess: made => {
      setFresh(made.api_key)
      setAsking(null)
      void queryClient.invalidateQueries({ queryKey: KEY })
    },
    onError: error => notifyTrouble(t('account.apiKeyFailed'), error),
  })
  const drop = useMutation({
    mutationFn: account.dropApiKey,
    onSuccess: () => {
      setFresh(null)
      setAsking(null)
      queryClient.setQueryData(KEY, null)
    },
    onError: error => notifyTrouble(t('account.apiKeyFailed'), error),
  })
  return (
    <Setting
      id="api-key"
      label={t('account.apiKey')}
      hint={fresh ? t('account.apiKeyOnce') : t('account.apiKeyHint')}
      stacked
    >
      {control => (
        <>
          {fresh ? <FreshKey value={fresh} /> : null}
          <div className="flex flex-wrap items-center gap-2">
            {known.data && !fresh ? (
              <code dir="ltr" className="me-2 font-mono text-[0.8125rem] text-muted">
                {known.data}
              </code>
            ) : null}
            <Button
              {...control}
              busy={make.isPending}
              onClick={() => (known.data ? setAsking('replace') : make.mutate())}
            >
              {known.data ? t('account.replaceKey') : t('account.makeKey')}
            </Button>
            {known.data ? (
              <Button variant="quiet" onClick={() => setAsking('drop')}>
                {t('common.delete')}
              </Button>
            ) : null}
          </div>
          <Confirm
            open={asking !== null}
            onOpenChange={open => !open && setAsking(null)}
            title={t(asking === 'drop' ? 'account.dropKeyTitle' : 'account.replaceKeyTitle')}
            description={t('account.keyGoes')}
            action={t(asking === 'drop' ? 'common.delete' : 'account.replaceKey')}
            busy={make.isPending || drop.isPending}
            onConfirm={() => (asking === 'drop' ? drop.mutate() : make.mutate())}
          />
        </>
      )}
    </Setting>
  )
}
