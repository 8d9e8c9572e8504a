// The button that brings the sidebar back; at the start of every page's header.
import { PanelLeft } from 'lucide-react'
import { useText } from '../../text/index'
import { IconButton } from '../ui/button'
import { toggleSidebar, useFrame, useWide } from './frame'
import { shortcuts } from './shortcuts'

export function SidebarToggle() {
  const { folded } = useFrame()
  const wide = useWide()
  const t = useText()
  if (wide && !folded) return null
  return (
    <IconButton
      label={t('sidebar.open')}
      keys={[...shortcuts.sidebar.keys]}
      size="lg"
      onClick={toggleSidebar}
    >
      <PanelLeft aria-hidden size={18} className="rtl:-scale-x-100" />
    </IconButton>
  )
}
