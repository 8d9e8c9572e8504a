// A labelled form field with its hint and its error, tied together for screen readers.
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cls } from './cls'

const frame = cls(
  'w-full rounded-control border border-edge bg-surface text-text placeholder:text-muted',
  'transition-colors duration-[120ms] hover:border-muted focus-visible:outline-offset-0',
  'aria-invalid:border-danger disabled:cursor-not-allowed disabled:opacity-60',
  'max-sm:text-base',
)

export const Input = ({ className, ...rest }: ComponentProps<'input'>) => (
  <input {...rest} className={cls(frame, 'h-9 px-3 touch:h-11', className)} />
)

export const Textarea = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea {...rest} className={cls(frame, 'min-h-20 px-3 py-2', className)} />
)

export interface FieldProps {
  label: string
  hint?: ReactNode
  error?: string | null | undefined
  /** Renders the control with the attributes that tie it to its label. */
  children: (props: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean | undefined
  }) => ReactNode
}

export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint ? (
        <p id={`${id}-hint`} className="text-[0.8125rem] text-muted">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-[0.8125rem] text-danger">
          {error}
        </p>
      ) : null}
    </div>
  )
}
