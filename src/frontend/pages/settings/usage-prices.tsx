// What models cost: a price for tokens in and one for tokens out, by model.
import { useMutation, useQuery } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { usage as api, type Price } from '../../api-seeing'
import { queryClient, useModels } from '../../cache'
import { Button, IconButton } from '../../parts/ui/button'
import { Dialog } from '../../parts/ui/dialog'
import { Field, Input } from '../../parts/ui/field'
import { Table } from '../../parts/ui/table'
import { notifyAction, notifyTrouble, UNDO_MS } from '../../parts/ui/toast'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'
import { moneyText } from './amounts'
import { Section } from './setting'

const PRICES = ['usage', 'prices']

const reload = () => queryClient.invalidateQueries({ queryKey: ['usage'] })

interface FormProps {
  /** The price to change, or nothing for a new one. */
  price: Price | null
  onDone: () => void
}

const read = (text: string): number => Number(text.replace(',', '.'))

function Amount(props: { label: string; value: string; onValue: (value: string) => void }) {
  return (
    <Field label={props.label}>
      {field => (
        <Input
          {...field}
          inputMode="decimal"
          dir="ltr"
          autoComplete="off"
          value={props.value}
          onChange={event => props.onValue(event.target.value)}
        />
      )}
    </Field>
  )
}

function PriceForm({ price, onDone }: FormProps) {
  const t = useText()
  const list = useId()
  const models = useModels()
  const [model, setModel] = useState(price?.model ?? '')
  const [input, setInput] = useState(String(price?.input ?? ''))
  const [output, setOutput] = useState(String(price?.output ?? ''))
  const save = useMutation({
    mutationFn: () => api.setPrice({ model, input: read(input), output: read(output) }),
    onSuccess: () => {
      onDone()
      return reload()
    },
  })
  const ready = model.trim() !== '' && [input, output].every(text => text !== '' && read(text) >= 0)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) save.mutate()
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t('prices.model')}>
        {field => (
          <>
            <Input
              {...field}
              dir="ltr"
              list={list}
              readOnly={price !== null}
              value={model}
              onChange={event => setModel(event.target.value)}
            />
            <datalist id={list}>
              {models.data?.map(({ id }) => (
                <option key={id} value={id} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Amount label={t('prices.input')} value={input} onValue={setInput} />
      <Amount label={t('prices.output')} value={output} onValue={setOutput} />
      {save.error ? (
        <p role="alert" className="text-danger">
          {explain(save.error)}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button type="submit" variant="primary" disabled={!ready} busy={save.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}

export function Prices() {
  const t = useText()
  const [editing, setEditing] = useState<Price | 'new' | null>(null)
  const prices = useQuery({ queryKey: PRICES, queryFn: api.prices })
  const failed = (error: unknown) => notifyTrouble(t('prices.failed'), error)
  const remove = useMutation({
    mutationFn: ({ model }: Price) => api.removePrice(model),
    onSuccess: (_, price) => {
      const bringBack = () => void api.setPrice(price).then(reload, failed)
      const text = t('prices.removed', { model: price.model })
      notifyAction(text, t('common.undo'), bringBack, UNDO_MS)
      return reload()
    },
    onError: failed,
  })
  const currency = prices.data?.currency ?? 'USD'
  const rows = prices.data?.data ?? []
  return (
    <Section title={t('prices.title')} lead={t('prices.lead', { currency })}>
      {rows.length > 0 ? (
        <Table
          caption={t('prices.title')}
          rows={rows}
          keyOf={({ model }) => model}
          columns={[
            { head: t('prices.model'), cell: ({ model }) => <bdi>{model}</bdi> },
            {
              head: t('prices.input'),
              figure: true,
              cell: ({ input }) => moneyText(input, currency),
            },
            {
              head: t('prices.output'),
              figure: true,
              cell: ({ output }) => moneyText(output, currency),
            },
            {
              head: t('table.actions'),
              silent: true,
              figure: true,
              cell: price => (
                <>
                  <IconButton
                    label={t('prices.edit', { model: price.model })}
                    onClick={() => setEditing(price)}
                  >
                    <Pencil aria-hidden size={16} />
                  </IconButton>
                  <IconButton
                    label={t('prices.remove', { model: price.model })}
                    onClick={() => remove.mutate(price)}
                  >
                    <Trash2 aria-hidden size={16} />
                  </IconButton>
                </>
              ),
            },
          ]}
        />
      ) : (
        <p className="text-muted">{t('prices.none')}</p>
      )}
      <Button id="prices" className="mt-4" onClick={() => setEditing('new')}>
        {t('prices.add')}
      </Button>
      <Dialog
        open={editing !== null}
        onOpenChange={open => open || setEditing(null)}
        title={t('prices.add')}
      >
        {editing ? (
          <PriceForm price={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />
        ) : null}
      </Dialog>
    </Section>
  )
}
