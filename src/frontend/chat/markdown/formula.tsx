// A formula; its setter comes when the first one is met, and until then the source stands there.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { cls } from '../../parts/ui/cls'
import { reachable } from './code'

type Setter = (source: string, target: HTMLElement, display: boolean) => void

let setter: Setter | undefined
let loading: Promise<Setter> | undefined

const load = async (): Promise<Setter> => {
  setter = (await import('./katex')).setFormula
  return setter
}

interface FormulaProps {
  source: string
  display: boolean
  /** As the model wrote it, shown while nothing better is there. */
  raw: string
}

export function Formula({ source, display, raw }: FormulaProps) {
  const target = useRef<HTMLSpanElement>(null)
  const [set, setSet] = useState(() => setter)
  useEffect(() => {
    if (set) return
    loading ??= load()
    let wanted = true
    loading.then(
      loaded => wanted && setSet(() => loaded),
      () => {
        loading = undefined
      },
    )
    return () => {
      wanted = false
    }
  }, [set])
  // Before the page is laid out, so that what stands below does not jump.
  useLayoutEffect(() => {
    if (set && target.current) set(source, target.current, display)
  }, [set, source, display])
  return (
    <span
      {...(display ? reachable(source) : {})}
      dir="ltr"
      className={cls(display && 'my-3 block overflow-x-auto overflow-y-hidden py-1 text-center')}
    >
      <span ref={target} hidden={!set} />
      {set ? null : <code className="font-mono text-[0.875em] text-muted">{raw}</code>}
    </span>
  )
}
