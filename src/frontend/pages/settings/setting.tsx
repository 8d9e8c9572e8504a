// One setting: what it does in a sentence, its default, its control; and the section it stands in.
import { type ReactNode, useEffect, useRef } from 'react'
import { cls } from '../../parts/ui/cls'
import { useText } from '../../text/index'

export function Section(props: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className="pb-8">
      <h2 className="text-lg font-semibold tracking-tight">{props.title}</h2>
      {props.lead ? <p className="mt-1 max-w-prose text-muted">{props.lead}</p> : null}
      <div className="mt-3">{props.children}</div>
    </section>
  )
}

interface SettingProps {
  /** The anchor that the search leads to. */
  id: string
  label: string
  hint: ReactNode
  /** The default in words, shown when the value is another one. */
  standard?: string | false
  /** Where the value comes from, and the way back. */
  foot?: ReactNode
  /** The control is a button, which has a name of its own, and not a field. */
  action?: boolean
  /** Puts the control under the words instead of beside them. */
  stacked?: boolean
  children: (props: { id: string; 'aria-describedby': string }) => ReactNode
}

/** Comes into view, marked for a moment, when the address names it. */
const useArrival = (id: string) => {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (location.hash !== `#${id}`) return
    row.current?.scrollIntoView({ block: 'center' })
    row.current?.querySelector<HTMLElement>('input, select, button, textarea')?.focus()
  }, [id])
  return row
}

export function Setting(props: SettingProps) {
  const { id, label, hint, standard, foot, action = false, stacked = false, children } = props
  const t = useText()
  const row = useArrival(id)
  const control = `set-${id}`
  return (
    <div
      ref={row}
      className={cls(
        'border-b border-line py-4 last:border-0',
        !stacked && 'flex flex-wrap items-center gap-x-6 gap-y-3 sm:flex-nowrap',
      )}
    >
      <div className="min-w-0 flex-1 basis-56">
        {action ? (
          <h3 className="font-medium">{label}</h3>
        ) : (
          <label htmlFor={control} className="font-medium">
            {label}
          </label>
        )}
        <p id={`${control}-hint`} className="mt-0.5 max-w-prose text-[0.8125rem] text-muted">
          {hint}
          {standard ? ` ${t('settings.default', { value: standard })}` : null}
        </p>
        {foot}
      </div>
      <div className={stacked ? 'mt-3' : 'max-w-full sm:shrink-0'}>
        {children({ id: control, 'aria-describedby': `${control}-hint` })}
      </div>
    </div>
  )
}
