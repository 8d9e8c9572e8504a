// Sign-in with providers, for admins: which there are, who may come in through them, and what they decide.
import { useQuery } from '@tanstack/react-query'
import type { HouseSetting } from '../../api-house'
import { oauth } from '../../api-oauth'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import { WithHouse } from './house-page'
import { HouseRow } from './house-setting'
import { CLAIMS, MAPPING, providerForms, RULES } from './oauth-forms'
import { Provider } from './oauth-provider'
import { Section } from './setting'

const ADDRESSES = ['house', 'oauth-addresses']

function Rows({ all, keys }: { all: HouseSetting[]; keys: string[] }) {
  return keys.map(key => {
    const setting = all.find(one => one.key === key)
    return setting ? <HouseRow key={key} setting={setting} /> : null
  })
}

function Providers({ all }: { all: HouseSetting[] }) {
  const t = useText()
  const { data, error, refetch } = useQuery({ queryKey: ADDRESSES, queryFn: oauth.addresses })
  if (error) {
    const retry = () => void refetch()
    return <Trouble title={t('settings.loadFailed')} error={error} onRetry={retry} />
  }
  if (!data) return <Skeleton />
  return providerForms.map(form => (
    <Provider key={form.provider} form={form} all={all} addresses={data} />
  ))
}

export function OAuthSettings() {
  const t = useText()
  return (
    <WithHouse>
      {all => (
        <>
          <Section title={t('settings.oauth')} lead={t('provider.lead')}>
            <Rows all={all} keys={['oauth.enable']} />
            <Providers all={all} />
          </Section>
          <Section title={t('provider.rules')}>
            <Rows all={all} keys={RULES} />
          </Section>
          <Section title={t('provider.mapping')} lead={t('provider.mappingLead')}>
            <Rows all={all} keys={MAPPING} />
          </Section>
          <Section title={t('provider.claims')} lead={t('provider.claimsLead')}>
            <Rows all={all} keys={CLAIMS} />
          </Section>
        </>
      )}
    </WithHouse>
  )
}
