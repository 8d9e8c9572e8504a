// How documents are read, embedded and searched: what is set, how the index stands, and a way to try it.
import type { Tried } from '../../api-retrieval'
import { openPanel } from '../../parts/viewer/panel'
import { formatNumber, useText } from '../../text/index'
import { Areas, WithHouse } from './house-page'
import { Standing } from './index-standing'
import { relevant } from './relevant'
import { Section } from './setting'
import { TryBox } from './try-box'

export function DocumentSettings() {
  const t = useText()
  return (
    <>
      <Section title={t('index.section')} lead={t('index.lead')}>
        <Standing />
        <TryBox
          id="try-embed"
          what="embed"
          label={t('index.tryEmbed')}
          hint={t('index.tryEmbedHint')}
        >
          {tried => <Embedded tried={tried} />}
        </TryBox>
        <TryBox id="try" what="documents" label={t('index.try')} hint={t('index.tryHint')}>
          {tried => <Passages tried={tried} />}
        </TryBox>
      </Section>
      <WithHouse>{all => <Areas all={relevant(all)} path="documents" />}</WithHouse>
    </>
  )
}

function Embedded({ tried: { dimension = 0, ms } }: { tried: Tried }) {
  const t = useText()
  return <p>{t('index.embedded', { count: dimension, ms: formatNumber(ms) })}</p>
}

function Passages({ tried: { passages = [], trouble = [], ms } }: { tried: Tried }) {
  const t = useText()
  return (
    <>
      {trouble.map(words => (
        <p key={words} className="mb-2 rounded-control bg-warn-wash px-3 py-2">
          {words}
        </p>
      ))}
      <p className="text-muted">
        {t('index.found', { count: passages.length, ms: formatNumber(ms) })}
      </p>
      <ol className="mt-2 space-y-2">
        {passages.map(({ file_id, name, text, page, start, stop, score }) => (
          <li key={`${file_id} ${start}`}>
            <button
              type="button"
              className="w-full rounded-control border border-line p-2.5 text-start hover:bg-wash"
              onClick={() =>
                openPanel({
                  kind: 'document',
                  id: file_id,
                  name,
                  sight: { page, passage: text, lit: { start, stop } },
                })
              }
            >
              <span className="flex gap-2">
                <bdi className="min-w-0 flex-1 truncate font-medium">{name}</bdi>
                <span className="text-muted tabular-nums">
                  {formatNumber(score, { style: 'percent', maximumFractionDigits: 0 })}
                </span>
              </span>
              <span dir="auto" className="mt-1 line-clamp-2 block text-muted">
                {text}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </>
  )
}
