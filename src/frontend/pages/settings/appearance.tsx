// How the page looks and what Enter does.
import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { saveUi, useSettings } from '../../cache'
import { setTheme, type Theme, useTheme } from '../../parts/shell/theme'
import { Select } from '../../parts/ui/select'
import { Switch } from '../../parts/ui/switch'
import { notifyTrouble } from '../../parts/ui/toast'
import { chooseLanguage, chosenLanguage } from '../../text/choice'
import { isLanguage, languages, useText } from '../../text/index'
import { Section, Setting } from './setting'

const icons = { light: Sun, dark: Moon, system: Monitor }
const themes: Theme[] = ['light', 'dark', 'system']

function ThemePicker() {
  const { theme } = useTheme()
  const t = useText()
  return (
    <div
      role="radiogroup"
      aria-label={t('theme.title')}
      className="flex gap-1 rounded-control bg-wash p-1"
    >
      {themes.map(option => {
        const Icon = icons[option]
        return (
          <label
            key={option}
            className="tap flex h-8 cursor-pointer items-center gap-2 rounded-[6px] px-3 text-muted hover:text-text has-checked:bg-raised has-checked:text-text has-checked:shadow-[0_0_0_1px_var(--edge)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="theme"
              className="sr-only"
              checked={theme === option}
              onChange={() => setTheme(option)}
            />
            <Icon aria-hidden size={16} />
            {t(`theme.${option}`)}
          </label>
        )
      })}
    </div>
  )
}

function LanguagePicker(props: { id: string; 'aria-describedby': string }) {
  const t = useText()
  const [chosen, setChosen] = useState(chosenLanguage() ?? '')
  const choose = (value: string) => {
    const language = isLanguage(value) ? value : null
    setChosen(language ?? '')
    chooseLanguage(language).catch(error => notifyTrouble(t('appearance.languageFailed'), error))
  }
  return (
    <Select
      {...props}
      className="w-48"
      value={chosen}
      onValue={choose}
      options={[
        { value: '', label: t('appearance.asBrowser') },
        ...Object.entries(languages).map(([value, { name }]) => ({ value, label: name })),
      ]}
    />
  )
}

export function AppearanceSettings() {
  const t = useText()
  const { enterToSend } = useSettings()
  const save = (on: boolean) =>
    saveUi({ enterToSend: on }).catch(error => notifyTrouble(t('settings.saveFailed'), error))
  return (
    <Section title={t('settings.appearance')}>
      <Setting
        action
        id="theme"
        label={t('theme.title')}
        hint={t('appearance.themeHint')}
        standard={t('theme.system')}
      >
        {() => <ThemePicker />}
      </Setting>
      <Setting
        id="language"
        label={t('appearance.language')}
        hint={t('appearance.languageHint')}
        standard={t('appearance.asBrowser')}
      >
        {control => <LanguagePicker {...control} />}
      </Setting>
      <Setting
        id="enter"
        label={t('appearance.enter')}
        hint={t('appearance.enterHint')}
        standard={t('settings.on')}
      >
        {control => (
          <Switch {...control} checked={enterToSend} onCheckedChange={on => void save(on)} />
        )}
      </Setting>
      <Setting action id="motion" label={t('appearance.motion')} hint={t('appearance.motionHint')}>
        {control => (
          <output {...control} className="text-muted">
            {matchMedia('(prefers-reduced-motion: reduce)').matches
              ? t('appearance.motionLess')
              : t('appearance.motionFull')}
          </output>
        )}
      </Setting>
    </Section>
  )
}
