// Which providers open one's account: linking another one, unlinking one, and what came of it.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type Identity, oauth } from '../../api-oauth'
import type { Proof } from '../../api-security'
import { queryClient } from '../../cache'
import { ProofForm } from '../../parts/security/proof'
import { Button } from '../../parts/ui/button'
import { Dialog } from '../../parts/ui/dialog'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { explain } from '../../text/explain'
import { formatDate, t, useText } from '../../text/index'
import { providerName, troubleText } from '../../text/provider'
import { Setting } from './setting'

const IDENTITIES = ['identities']

/** What the address says after the way to a provider and back; it is said once. */
const useReturn = () =>
  useEffect(() => {
    const query = new URLSearchParams(location.search)
    const linked = query.get('linked')
    const code = query.get('error')
    if (linked === null && code === null) return
    history.replaceState(history.state, '', location.pathname)
    if (code !== null) notifyTrouble(troubleText(code))
    else notifyDone(t('provider.isLinked'))
  }, [])

interface Change {
  kind: 'link' | 'unlink'
  provider: string
  /** As people call it. */
  name: string
}

const useChange = (onDone: () => void) =>
  useMutation({
    mutationFn: async ({ kind, provider, shown }: Change & { shown: { password?: string } }) => {
      if (kind === 'link') location.assign((await oauth.link(provider, shown)).url)
      else await oauth.unlink(provider, shown)
    },
    onSuccess: (_, { kind }) => {
      if (kind === 'link') return
      onDone()
      notifyDone(t('provider.isUnlinked'))
      return queryClient.invalidateQueries({ queryKey: IDENTITIES })
    },
  })

function Ask({ change, proof, onEnd }: { change: Change; proof: Proof; onEnd: () => void }) {
  const t = useText()
  const { kind, name } = change
  const send = useChange(onEnd)
  const title = t(kind === 'link' ? 'provider.linkOne' : 'provider.unlinkOne', { name })
  return (
    <Dialog open onOpenChange={open => !open && onEnd()} title={title}>
      <ProofForm
        proof={proof}
        error={send.error ? explain(send.error) : null}
        busy={send.isPending}
        action={t(kind === 'link' ? 'provider.link' : 'provider.unlink')}
        danger={kind === 'unlink'}
        onProof={shown => send.mutate({ ...change, shown })}
      >
        <p className="text-muted">
          {t(kind === 'link' ? 'provider.linkWhy' : 'provider.unlinkWhy', { name })}
        </p>
      </ProofForm>
    </Dialog>
  )
}

interface RowProps {
  kind: Change['kind']
  provider: string
  name: string
  text: string
  disabled?: boolean
  onChange: (change: Change) => void
}

function Row({ kind, provider, name: given, text, disabled = false, onChange }: RowProps) {
  const t = useText()
  const name = providerName(provider, given)
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1">
      <span className="min-w-0 flex-1 basis-40">
        <bdi className="font-medium">{name}</bdi>
        <span className="block text-[0.8125rem] text-muted">{text}</span>
      </span>
      <Button
        size="sm"
        disabled={disabled}
        aria-label={t(kind === 'link' ? 'provider.linkOne' : 'provider.unlinkOne', { name })}
        onClick={() => onChange({ kind, provider, name })}
      >
        {t(kind === 'link' ? 'provider.link' : 'provider.unlink')}
      </Button>
    </li>
  )
}

const textOf = ({ created_at, used_at, last }: Identity): string => {
  const used = t('provider.used', { since: formatDate(created_at), when: formatDate(used_at) })
  return last ? `${used} ${t('provider.last')}` : used
}

/** Nothing where no provider is set up and none is linked. */
export function Identities() {
  const t = useText()
  useReturn()
  const [change, setChange] = useState<Change | null>(null)
  const { data: known } = useQuery({ queryKey: IDENTITIES, queryFn: oauth.identities })
  if (!known || known.data.length + known.available.length === 0) return null
  const { data, available, proof } = known
  return (
    <Setting
      action
      id="identities"
      label={t('provider.linked')}
      hint={t('provider.linkedHint')}
      stacked
    >
      {() => (
        <>
          <ul>
            {data.map(one => (
              <Row
                key={one.provider}
                kind="unlink"
                provider={one.provider}
                name={one.name}
                text={textOf(one)}
                disabled={one.last}
                onChange={setChange}
              />
            ))}
            {available.map(one => (
              <Row
                key={one.provider}
                kind="link"
                provider={one.provider}
                name={one.name}
                text={t('provider.notLinked')}
                onChange={setChange}
              />
            ))}
          </ul>
          {change ? <Ask change={change} proof={proof} onEnd={() => setChange(null)} /> : null}
        </>
      )}
    </Setting>
  )
}
