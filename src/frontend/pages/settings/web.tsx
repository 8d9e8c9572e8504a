// Searching the web: the engine and what it needs, and a way to try it.
import type { Tried } from '../../api-retrieval'
import { formatNumber, useText } from '../../text/index'
import { Areas, WithHouse } from './house-page'
import { relevant } from './relevant'
import { Section } from './setting'
import { TryBox } from './try-box'

export function WebSettings() {
  const t = useText()
  return (
    <>
      <WithHouse>{all => <Areas all={relevant(all)} path="web" />}</WithHouse>
      <Section title={t('webSearch.section')}>
        <TryBox id="try" what="web" label={t('webSearch.try')} hint={t('webSearch.tryHint')}>
          {tried => <Results tried={tried} />}
        </TryBox>
      </Section>
    </>
  )
}

function Results({ tried: { results = [], ms } }: { tried: Tried }) {
  const t = useText()
  return (
    <>
      <p className="text-muted">
        {t('webSearch.found', { count: results.length, ms: formatNumber(ms) })}
      </p>
      <ol className="mt-2 space-y-2">
        {results.map(({ link, title, snippet }) => (
          <li key={link} className="rounded-control border border-line p-2.5">
            <a
              href={link}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="font-medium underline-offset-2 hover:underline"
            >
              <bdi>{title}</bdi>
            </a>
            <p dir="ltr" className="truncate text-muted">
              {link}
            </p>
            <p dir="auto" className="mt-1 line-clamp-2">
              {snippet}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}
