// There is no such page.
import { Link } from 'wouter'
import { Page } from '../parts/shell/page'
import { useText } from '../text/index'

export function MissingPage() {
  const t = useText()
  return (
    <Page title={t('missing.title')}>
      <p className="mt-2 text-muted">{t('missing.text')}</p>
      <Link
        href="/"
        className="mt-5 inline-flex h-9 items-center rounded-control bg-accent px-3.5 font-medium text-accent-ink hover:bg-accent-strong"
      >
        {t('missing.home')}
      </Link>
    </Page>
  )
}
