// The own passkeys: adding one with the browser, naming and removing them.
import { useMutation, useQuery } from '@tanstack/react-query'
import { KeyRound, Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { type Passkey, type Proof, passkeys } from '../../api-security'
import { queryClient, useConfig } from '../../cache'
import { hasPasskeys, makeWith } from '../../parts/security/passkey'
import { ProofForm } from '../../parts/security/proof'
import { Button, IconButton } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { Dialog } from '../../parts/ui/dialog'
import { Field, Input } from '../../parts/ui/field'
import { notifyTrouble } from '../../parts/ui/toast'
import { formatDate, useText } from '../../text/index'
import { explainRefusal } from '../../text/reason'
import { Setting } from './setting'

const PASSKEYS = ['passkeys']
const LONGEST_NAME = 100

const reload = () => queryClient.invalidateQueries({ queryKey: PASSKEYS })

function AddForm({ proof, onDone }: { proof: Proof; onDone: () => void }) {
  const t = useText()
  const [name, setName] = useState('')
  const add = useMutation({
    mutationFn: async (proving: { password?: string }) => {
      const { ticket, options } = await passkeys.options(proving)
      const passkey = await makeWith(options)
      return passkeys.add({ ticket, name: name.trim() || t('passkeys.title'), passkey })
    },
    onSuccess: async () => {
      await reload()
      onDone()
    },
  })
  return (
    <ProofForm
      proof={proof}
      error={add.error ? explainRefusal(add.error) : null}
      busy={add.isPending}
      action={t('security.continue')}
      onProof={proving => add.mutate(proving)}
    >
      <Field label={t('passkeys.name')} hint={t('passkeys.nameHint')}>
        {field => (
          <Input
            {...field}
            maxLength={LONGEST_NAME}
            value={name}
            onChange={event => setName(event.target.value)}
          />
        )}
      </Field>
    </ProofForm>
  )
}

function Name({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const t = useText()
  const [name, setName] = useState(passkey.name)
  const save = useMutation({
    mutationFn: () => passkeys.rename(passkey.id, name.trim()),
    onSuccess: async () => {
      await reload()
      onDone()
    },
    onError: error => notifyTrouble(t('passkeys.failed'), error),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) save.mutate()
  }
  return (
    <form onSubmit={submit} className="flex flex-1 gap-2">
      <Input
        ref={input => input?.select()}
        aria-label={t('passkeys.nameOf', { name: passkey.name })}
        maxLength={LONGEST_NAME}
        value={name}
        onChange={event => setName(event.target.value)}
        onKeyDown={event => event.key === 'Escape' && onDone()}
        className="min-w-0"
      />
      <Button type="submit" busy={save.isPending} disabled={!name.trim()}>
        {t('common.save')}
      </Button>
    </form>
  )
}

function Row({ passkey, onDrop }: { passkey: Passkey; onDrop: () => void }) {
  const t = useText()
  const [naming, setNaming] = useState(false)
  const when = formatDate(passkey.created_at)
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line py-2 last:border-0">
      <KeyRound aria-hidden size={17} className="shrink-0 text-muted" />
      {naming ? (
        <Name passkey={passkey} onDone={() => setNaming(false)} />
      ) : (
        <>
          <div className="min-w-0 flex-1">
            <p className="truncate font-medium">
              <bdi>{passkey.name}</bdi>
            </p>
            <p className="text-[0.8125rem] text-muted">
              {passkey.used_at
                ? t('passkeys.used', { when, used: formatDate(passkey.used_at) })
                : t('passkeys.added', { when })}
            </p>
          </div>
          <IconButton
            label={t('passkeys.rename', { name: passkey.name })}
            onClick={() => setNaming(true)}
          >
            <Pencil aria-hidden size={16} />
          </IconButton>
          <IconButton label={t('passkeys.remove', { name: passkey.name })} onClick={onDrop}>
            <Trash2 aria-hidden size={16} />
          </IconButton>
        </>
      )}
    </li>
  )
}

function Known({ list }: { list: Passkey[] }) {
  const t = useText()
  const [doomed, setDoomed] = useState<Passkey | null>(null)
  const drop = useMutation({
    mutationFn: (passkey: Passkey) => passkeys.remove(passkey.id),
    onSuccess: () => {
      setDoomed(null)
      return reload()
    },
    onError: error => notifyTrouble(t('passkeys.failed'), error),
  })
  return (
    <>
      <ul className="mb-3">
        {list.map(passkey => (
          <Row key={passkey.id} passkey={passkey} onDrop={() => setDoomed(passkey)} />
        ))}
      </ul>
      <Confirm
        open={doomed !== null}
        onOpenChange={open => !open && setDoomed(null)}
        title={t('passkeys.remove', { name: doomed?.name ?? '' })}
        description={t('passkeys.removeText')}
        action={t('passkeys.drop')}
        busy={drop.isPending}
        onConfirm={() => doomed && drop.mutate(doomed)}
      />
    </>
  )
}

export function PasskeySettings({ proof }: { proof: Proof }) {
  const t = useText()
  const { data: config } = useConfig()
  const [adding, setAdding] = useState(false)
  const known = useQuery({ queryKey: PASSKEYS, queryFn: passkeys.list })
  if (config?.features.enable_passkeys === false) return null
  return (
    <Setting action stacked id="passkeys" label={t('passkeys.title')} hint={t('passkeys.hint')}>
      {control => (
        <>
          {known.data?.length ? <Known list={known.data} /> : null}
          {hasPasskeys() ? (
            <Button {...control} onClick={() => setAdding(true)}>
              {t('passkeys.add')}
            </Button>
          ) : (
            <p className="text-[0.8125rem] text-muted">{t('passkeys.unsupported')}</p>
          )}
          <Dialog open={adding} onOpenChange={setAdding} title={t('passkeys.add')}>
            <AddForm proof={proof} onDone={() => setAdding(false)} />
          </Dialog>
        </>
      )}
    </Setting>
  )
}
