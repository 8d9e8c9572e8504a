// A Mermaid diagram: drawn when its source is whole, with the source one press away.
import { Code2, Workflow } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTheme } from '../../parts/shell/theme'
import { IconButton } from '../../parts/ui/button'
import { useText } from '../../text/index'
import { CodeLines, CopyButton, reachable } from './code'
import type { Drawing } from './mermaid'

type Result = { drawing: Drawing } | { error: string } | undefined

const useDrawing = (source: string, open: boolean): Result => {
  const { resolved } = useTheme()
  const [result, setResult] = useState<Result>()
  useEffect(() => {
    if (open || !source.trim()) return
    let wanted = true
    const show = (next: Result) => wanted && setResult(next)
    import('./mermaid')
      .then(({ draw }) => draw(source, resolved === 'dark'))
      .then(
        drawing => show({ drawing }),
        (error: unknown) => show({ error: error instanceof Error ? error.message : String(error) }),
      )
    return () => {
      wanted = false
    }
  }, [source, open, resolved])
  return result
}

export function Diagram({ source, open }: { source: string; open: boolean }) {
  const result = useDrawing(source, open)
  const [asCode, setAsCode] = useState(false)
  const t = useText()
  const drawing = result && 'drawing' in result && !asCode ? result.drawing : undefined
  return (
    <figure dir="ltr" className="my-4 overflow-hidden rounded-panel border border-line bg-sunken">
      <figcaption className="flex h-9 items-center gap-1 border-b border-line ps-3.5 pe-1.5 text-xs text-muted">
        <span className="min-w-0 flex-1 truncate font-mono">mermaid</span>
        {result && 'drawing' in result ? (
          <IconButton
            size="sm"
            label={asCode ? t('chat.diagram.picture') : t('chat.diagram.source')}
            onClick={() => setAsCode(!asCode)}
          >
            {asCode ? <Workflow aria-hidden size={15} /> : <Code2 aria-hidden size={15} />}
          </IconButton>
        ) : null}
        <CopyButton text={source} label={t('chat.code.copy')} />
      </figcaption>
      {result && 'error' in result ? <Failure message={result.error} /> : null}
      {drawing ? (
        <div {...reachable(t('chat.diagram.block'))} className="overflow-x-auto p-4">
          <img
            src={drawing.url}
            alt={t('chat.diagram.alt', { kind: source.trim().split(/\s/, 1)[0] ?? '' })}
            className="mx-auto max-h-[36rem] min-w-[min(100%,20rem)]"
            style={{ width: drawing.width, maxWidth: '100%' }}
          />
        </div>
      ) : (
        <CodeLines text={source} language="mermaid" open={open} wraps={false} />
      )}
    </figure>
  )
}

function Failure({ message }: { message: string }) {
  const t = useText()
  return (
    <div className="border-b border-line bg-danger-wash px-3.5 py-2 text-[0.8125rem]">
      <p className="font-medium text-danger">{t('chat.diagram.failed')}</p>
      <details className="text-muted">
        <summary className="w-fit">{t('chat.diagram.why')}</summary>
        <pre className="mt-1 whitespace-pre-wrap font-mono text-xs">{message}</pre>
      </details>
    </div>
  )
}
