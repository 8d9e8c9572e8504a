// Ten recovery codes, shown this once: to be copied, saved or written down.
import { Check, Copy, Download } from 'lucide-react'
import { useState } from 'react'
import { useConfig, useMe } from '../../cache'
import { useText } from '../../text/index'
import { Button } from '../ui/button'

function saveAs(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useText()
  const me = useMe()
  const { data: config } = useConfig()
  const [copied, setCopied] = useState(false)
  const text = codes.join('\n')
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  const download = () => {
    const head = t('app.fileHead', { email: me.email, house: config?.name ?? location.host })
    saveAs(t('app.fileName'), `${head}\n\n${text}\n`)
  }
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h3 className="font-medium">{t('app.keepTitle')}</h3>
        <p className="mt-1 text-muted">{t('app.keep')}</p>
      </div>
      <ul
        dir="ltr"
        aria-label={t('security.codes')}
        className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-control border border-line bg-sunken px-4 py-3 font-mono text-[0.8125rem]"
      >
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void copy()}>
          {copied ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
          {t(copied ? 'common.copied' : 'common.copy')}
        </Button>
        <Button onClick={download}>
          <Download aria-hidden size={16} />
          {t('app.download')}
        </Button>
        <Button variant="primary" onClick={onKept} className="ms-auto">
          {t('app.kept')}
        </Button>
      </div>
    </div>
  )
}
