// The whole configuration as a file, and every setting that has no page of its own.

import { useMutation } from '@tanstack/react-query'
import { type ChangeEvent, useRef, useState } from 'react'
import { houseSettings } from '../../api-house'
import { Button } from '../../parts/ui/button'
import { Switch } from '../../parts/ui/switch'
import { notifyTrouble } from '../../parts/ui/toast'
import { useText } from '../../text/index'
import { ImportDialog } from './house-import'
import { AreaPage } from './house-page'
import { Section, Setting } from './setting'

/** Hands a file to the browser. */
const download = (blob: Blob, name: string) => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 0)
}

function Export() {
  const t = useText()
  const [secrets, setSecrets] = useState(false)
  const save = useMutation({
    mutationFn: async () => {
      const answer = await houseSettings.exported(secrets)
      const text = JSON.stringify(await answer.json(), null, 2)
      download(new Blob([text], { type: 'application/json' }), 'config.json')
    },
    onError: error => notifyTrouble(t('configuration.exportFailed'), error),
  })
  return (
    <Setting
      id="export"
      label={t('configuration.export')}
      hint={t('configuration.exportHint')}
      action
    >
      {field => (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <span className="flex items-center gap-2.5">
            <Switch id="with-secrets" checked={secrets} onCheckedChange={setSecrets} />
            <label htmlFor="with-secrets">{t('configuration.secrets')}</label>
          </span>
          <Button {...field} busy={save.isPending} onClick={() => save.mutate()}>
            {t('configuration.exportAction')}
          </Button>
        </div>
      )}
    </Setting>
  )
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function Import() {
  const t = useText()
  const input = useRef<HTMLInputElement>(null)
  const [config, setConfig] = useState<Record<string, unknown> | null>(null)
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const text = await target.files?.[0]?.text()
    // The same file chosen again is a change again.
    target.value = ''
    if (text === undefined) return
    try {
      const value: unknown = JSON.parse(text)
      if (!isObject(value)) throw new SyntaxError()
      setConfig(value)
    } catch {
      notifyTrouble(t('configuration.unreadable'))
    }
  }
  return (
    <Setting
      id="import"
      label={t('configuration.import')}
      hint={t('configuration.importHint')}
      action
    >
      {field => (
        <>
          <input
            ref={input}
            type="file"
            accept="application/json,.json"
            hidden
            onChange={event => void read(event)}
          />
          <Button {...field} onClick={() => input.current?.click()}>
            {t('configuration.importAction')}
          </Button>
          {config ? <ImportDialog config={config} onClose={() => setConfig(null)} /> : null}
        </>
      )}
    </Setting>
  )
}

export function ConfigurationSettings() {
  const t = useText()
  return (
    <>
      <Section title={t('configuration.title')} lead={t('configuration.lead')}>
        <Export />
        <Import />
      </Section>
      <AreaPage path="configuration" />
    </>
  )
}
