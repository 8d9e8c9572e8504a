// Sign-in with a directory, for admins: where it is, what is taken over, a try, and who decides on groups.
import type { HouseSetting } from '../../api-house'
import { useText } from '../../text/index'
import { WithHouse } from './house-page'
import { HouseRow } from './house-setting'
import { DirectoryForm } from './ldap-form'
import { Try } from './ldap-try'
import { Section } from './setting'

const GROUPS = [
  'ldap.server.attribute_for_groups',
  'ldap.group.search_base',
  'ldap.group.search_filter',
]

function Rows({ all, keys }: { all: HouseSetting[]; keys: string[] }) {
  return keys.map(key => {
    const setting = all.find(one => one.key === key)
    return setting ? <HouseRow key={key} setting={setting} /> : null
  })
}

const isOn = (all: HouseSetting[], key: string): boolean =>
  all.find(one => one.key === key)?.value === true

export function LdapSettings() {
  const t = useText()
  return (
    <WithHouse>
      {all => (
        <>
          <Section title={t('settings.ldap')} lead={t('ldap.lead')}>
            <Rows all={all} keys={['ldap.enable']} />
            <DirectoryForm all={all} />
          </Section>
          <Section title={t('ldap.try')} lead={t('ldap.tryLead')}>
            <Try />
          </Section>
          <Section title={t('ldap.decides')}>
            <Rows
              all={all}
              keys={['ldap.merge_accounts_by_email', 'ldap.group.enable_management']}
            />
            {isOn(all, 'ldap.group.enable_management') ? <Rows all={all} keys={GROUPS} /> : null}
          </Section>
        </>
      )}
    </WithHouse>
  )
}
