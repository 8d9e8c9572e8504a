// A file of people: chosen, looked through, then taken in with its progress to see.
import { useMutation } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { type ChangeEvent, useEffect, useId, useRef, useState } from 'react'
import { people, type Report } from '../../api-people'
import { Button } from '../../parts/ui/button'
import { Dialog } from '../../parts/ui/dialog'
import { Progress } from '../../parts/ui/progress'
import { Switch } from '../../parts/ui/switch'
import { notifyDone } from '../../parts/ui/toast'
import { explain } from '../../text/explain'
import { t, useText } from '../../text/index'
import { reloadPeople } from './people-data'
import { Findings } from './people-report'

interface List {
  name: string
  text: string
}

/** Spreadsheets write UTF-8, or what Windows had before it. */
const readFile = async (file: File): Promise<List> => {
  const bytes = await file.arrayBuffer()
  const read = (encoding: string, fatal = false) =>
    new TextDecoder(encoding, { fatal }).decode(bytes)
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength))
  if (first === 0xff && second === 0xfe) return { name: file.name, text: read('utf-16le') }
  try {
    return { name: file.name, text: read('utf-8', true) }
  } catch {
    return { name: file.name, text: read('windows-1252') }
  }
}

interface Step {
  done: number
  of: number
}

/** Takes the list in; leaving stops it, and then nobody is made. */
const useTakeIn = (onDone: () => void) => {
  const [step, setStep] = useState<Step | null>(null)
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])
  const work = useMutation({
    mutationFn: async (form: { text: string; skip_known: boolean }) => {
      stop.current = new AbortController()
      for await (const said of people.takeIn(form, stop.current.signal)) {
        if ('done' in said) setStep(said)
        else if ('made' in said) return said.made
        else throw new Error(said.detail)
      }
      throw new Error(t('people.importCut'))
    },
    onSuccess: made => {
      notifyDone(t('people.imported', { count: made }))
      onDone()
      return reloadPeople()
    },
    onSettled: () => setStep(null),
  })
  return { ...work, step, cancel: () => stop.current?.abort() }
}

function Looked({ list, onDone }: { list: List; onDone: () => void }) {
  const t = useText()
  const id = useId()
  const [skip, setSkip] = useState(false)
  const look = useMutation({ mutationFn: people.preview })
  const { mutate } = look
  useEffect(() => mutate({ text: list.text, skip_known: skip }), [mutate, list, skip])
  const take = useTakeIn(onDone)
  const report: Report | undefined = look.data
  const ready = report && report.faults.length === 0 && report.people.length > 0
  if (take.step) {
    const { done, of } = take.step
    return (
      <div className="flex flex-col gap-3">
        <p role="status">{t('people.importing', { done, of })}</p>
        <Progress value={done / of} label={t('people.import')} />
        <div>
          <Button onClick={take.cancel}>{t('common.cancel')}</Button>
        </div>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-3">
        <Switch id={id} checked={skip} onCheckedChange={setSkip} />
        <label htmlFor={id}>{t('people.skipKnown')}</label>
      </div>
      <div aria-live="polite">
        {look.error ? <p className="text-danger">{explain(look.error)}</p> : null}
        {report ? <Findings report={report} /> : null}
        {take.error ? <p className="mt-2 text-danger">{reasonOf(take.error)}</p> : null}
      </div>
      <div>
        <Button
          variant="primary"
          busy={take.isPending || look.isPending}
          disabled={!ready}
          onClick={() => take.mutate({ text: list.text, skip_known: skip })}
        >
          {t('people.importAction', { count: report?.people.length ?? 0 })}
        </Button>
      </div>
    </div>
  )
}

const reasonOf = (error: Error): string =>
  error.name === 'AbortError' ? t('people.importLeft') : error.message || explain(error)

export function ImportPeople() {
  const t = useText()
  const [open, setOpen] = useState(false)
  const [list, setList] = useState<List | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (file) setList(await readFile(file))
  }
  const turn = (next: boolean) => {
    setOpen(next)
    if (!next) setList(null)
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <FileUp aria-hidden size={16} />
        {t('people.import')}
      </Button>
      <Dialog
        wide
        open={open}
        onOpenChange={turn}
        title={t('people.import')}
        description={t('people.importText')}
      >
        <div className="flex flex-col gap-4">
          <div className="flex flex-wrap items-center gap-3">
            <input
              ref={input}
              type="file"
              accept=".csv,.txt,text/csv"
              aria-label={t('people.file')}
              className="sr-only"
              tabIndex={-1}
              onChange={event => void choose(event)}
            />
            <Button onClick={() => input.current?.click()}>{t('people.chooseFile')}</Button>
            {list ? <bdi className="text-muted">{list.name}</bdi> : null}
          </div>
          {list ? <Looked key={list.text} list={list} onDone={() => turn(false)} /> : null}
        </div>
      </Dialog>
    </>
  )
}
