// The person at the foot of the sidebar: settings, archive, theme, shortcuts, signing out.
import {
  Archive,
  ChevronsUpDown,
  Keyboard,
  LogOut,
  Monitor,
  Moon,
  Plug,
  Settings,
  Sun,
} from 'lucide-react'
import type { ComponentProps } from 'react'
import { useLocation } from 'wouter'
import { useConfig, useMe } from '../../cache'
import { useText } from '../../text/index'
import { Avatar } from '../ui/avatar'
import { Menu, MenuChoice, MenuItem, MenuLine, Submenu } from '../ui/menu'
import { setFrame } from './frame'
import { shortcuts } from './shortcuts'
import { signOut } from './sign-out'
import { setTheme, type Theme, useTheme } from './theme'

const ICON = 16

export function ThemeChoice() {
  const { theme } = useTheme()
  const t = useText()
  return (
    <MenuChoice
      value={theme}
      onValue={value => setTheme(value as Theme)}
      options={[
        { value: 'light', label: t('theme.light'), icon: <Sun aria-hidden size={ICON} /> },
        { value: 'dark', label: t('theme.dark'), icon: <Moon aria-hidden size={ICON} /> },
        { value: 'system', label: t('theme.system'), icon: <Monitor aria-hidden size={ICON} /> },
      ]}
    />
  )
}

/** Takes what the menu gives its trigger. */
function PersonButton(props: ComponentProps<'button'>) {
  const me = useMe()
  const t = useText()
  return (
    <button
      type="button"
      {...props}
      className="flex h-12 w-full items-center gap-2.5 rounded-control px-2 text-start hover:bg-wash aria-expanded:bg-wash-strong"
    >
      <Avatar name={me.name} src={me.profile_image_url} />
      <span dir="auto" className="min-w-0 flex-1 truncate font-medium">
        {me.name}
      </span>
      <span className="sr-only">{t('person.menu')}</span>
      <ChevronsUpDown aria-hidden size={15} className="text-muted" />
    </button>
  )
}

export function PersonMenu() {
  const me = useMe()
  const { data: config } = useConfig()
  const t = useText()
  const [, go] = useLocation()
  return (
    <Menu side="top" className="w-64" trigger={<PersonButton />}>
      <p className="truncate px-2.5 py-1.5 text-[0.8125rem] text-muted">{me.email}</p>
      <MenuLine />
      <MenuItem
        icon={<Settings aria-hidden size={ICON} />}
        keys={[...shortcuts.settings.keys]}
        onSelect={() => go('/settings')}
      >
        {t('settings.title')}
      </MenuItem>
      {me.role === 'admin' ? (
        <MenuItem
          icon={<Plug aria-hidden size={ICON} />}
          onSelect={() => go('/settings/connections')}
        >
          {t('settings.connections')}
        </MenuItem>
      ) : null}
      <MenuItem icon={<Archive aria-hidden size={ICON} />} onSelect={() => go('/archived')}>
        {t('archived.title')}
      </MenuItem>
      <MenuItem
        icon={<Keyboard aria-hidden size={ICON} />}
        keys={[...shortcuts.sheet.keys]}
        onSelect={() => setFrame({ shortcuts: true })}
      >
        {t('shortcut.title')}
      </MenuItem>
      <Submenu icon={<Sun aria-hidden size={ICON} />} label={t('theme.title')}>
        <ThemeChoice />
      </Submenu>
      {config?.features.auth === false ? null : (
        <>
          <MenuLine />
          <MenuItem icon={<LogOut aria-hidden size={ICON} />} onSelect={() => void signOut()}>
            {t('person.signOut')}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
