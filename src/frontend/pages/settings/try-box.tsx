// A field to try with what is set up, and what comes of it.
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type Tried, tryOut } from '../../api-retrieval'
import { Button } from '../../parts/ui/button'
import { Field, Input } from '../../parts/ui/field'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'

interface TryBoxProps {
  id: string
  label: string
  hint: string
  what: 'embed' | 'documents' | 'web'
  /** What came of it. */
  children: (tried: Tried) => ReactNode
}

export function TryBox({ id, label, hint, what, children }: TryBoxProps) {
  const t = useText()
  const [words, setWords] = useState('')
  const attempt = useMutation({ mutationFn: (query: string) => tryOut({ what, query }) })
  return (
    <div className="border-b border-line py-4 last:border-0">
      <form
        id={id}
        noValidate
        className="max-w-lg"
        onSubmit={event => {
          event.preventDefault()
          if (words.trim()) attempt.mutate(words.trim())
        }}
      >
        <Field label={label} hint={hint}>
          {field => (
            <div className="flex gap-2">
              <Input
                {...field}
                dir="auto"
                autoComplete="off"
                value={words}
                onChange={event => setWords(event.target.value)}
              />
              <Button type="submit" busy={attempt.isPending}>
                {t('index.tryAction')}
              </Button>
            </div>
          )}
        </Field>
      </form>
      <div aria-live="polite">
        {attempt.error ? (
          <p className="mt-3 max-w-prose rounded-control bg-danger-wash px-3 py-2 text-danger">
            {explain(attempt.error)}
          </p>
        ) : null}
        {attempt.data && !attempt.isPending ? (
          <div className="mt-3 max-w-prose text-[0.8125rem]">{children(attempt.data)}</div>
        ) : null}
      </div>
    </div>
  )
}
