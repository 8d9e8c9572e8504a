// What an empty chat proposes, written by admins.
import type { Suggestion } from '../../api-house'
import { Field, Input, Textarea } from '../../parts/ui/field'
import { useText } from '../../text/index'
import { ListForm } from './house-list'
import { WithHouse } from './house-page'

const make = (): Suggestion => ({ title: ['', ''], content: '' })

function Fields({
  suggestion: { title, content },
  change,
}: {
  suggestion: Suggestion
  change: (part: Partial<Suggestion>) => void
}) {
  const t = useText()
  const [first, second] = title
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('suggestions.first')}>
          {field => (
            <Input
              {...field}
              dir="auto"
              value={first}
              onChange={event => change({ title: [event.target.value, second] })}
            />
          )}
        </Field>
        <Field label={t('suggestions.second')}>
          {field => (
            <Input
              {...field}
              dir="auto"
              value={second}
              onChange={event => change({ title: [first, event.target.value] })}
            />
          )}
        </Field>
      </div>
      <Field label={t('suggestions.content')} hint={t('suggestions.contentHint')}>
        {field => (
          <Textarea
            {...field}
            dir="auto"
            rows={2}
            value={content}
            onChange={event => change({ content: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
}

export function SuggestionSettings() {
  const t = useText()
  return (
    <WithHouse>
      {all =>
        all
          .filter(({ key }) => key === 'ui.prompt_suggestions')
          .map(setting => (
            <ListForm<Suggestion>
              key={setting.key}
              setting={setting}
              title={t('settings.suggestions')}
              lead={t('suggestions.lead')}
              empty={{ title: t('suggestions.emptyTitle'), text: t('suggestions.emptyText') }}
              add={t('suggestions.add')}
              make={make}
              nameOf={place => t('suggestions.name', { place: place + 1 })}
            >
              {(suggestion, change) => <Fields suggestion={suggestion} change={change} />}
            </ListForm>
          ))
      }
    </WithHouse>
  )
}
