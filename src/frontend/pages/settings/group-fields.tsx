// What a group is called and what it is for.
import { Field, Input, Textarea } from '../../parts/ui/field'
import { useText } from '../../text/index'

export function GroupFields(props: {
  name: string
  description: string
  onName: (name: string) => void
  onDescription: (description: string) => void
}) {
  const t = useText()
  return (
    <>
      <Field label={t('auth.name')} hint={t('groups.nameHint')}>
        {field => (
          <Input
            {...field}
            dir="auto"
            maxLength={255}
            autoComplete="off"
            value={props.name}
            onChange={event => props.onName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('groups.description')}>
        {field => (
          <Textarea
            {...field}
            dir="auto"
            rows={2}
            maxLength={10_000}
            value={props.description}
            onChange={event => props.onDescription(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}
