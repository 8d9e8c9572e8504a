// The + of the composer: files of this device, knowledge and files that are there already, the web.
import { Globe, Library, Paperclip, Plus } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useConfig } from '../cache'
import { IconButton } from '../parts/ui/button'
import { cls } from '../parts/ui/cls'
import { Menu, MenuItem, MenuSwitch } from '../parts/ui/menu'
import { useText } from '../text/index'
import type { Attachments } from './attachments'

const KnowledgePicker = lazy(async () => ({
  default: (await import('./knowledge-picker')).KnowledgePicker,
}))

export function AttachMenu({ attachments }: { attachments: Attachments }) {
  const input = useRef<HTMLInputElement>(null)
  const [picking, setPicking] = useState(false)
  const { data: config } = useConfig()
  const t = useText()
  const searches = config?.features.enable_web_search === true
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        onChange={event => {
          attachments.add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Menu
        side="top"
        trigger={
          <IconButton label={t('documents.attach')} side="top">
            <Plus aria-hidden size={18} />
          </IconButton>
        }
      >
        <MenuItem
          icon={<Paperclip aria-hidden size={16} />}
          onSelect={() => input.current?.click()}
        >
          {t('documents.pick')}
        </MenuItem>
        <MenuItem
          icon={<Library aria-hidden size={16} />}
          keys={['#']}
          onSelect={() => setPicking(true)}
        >
          {t('documents.pickKnowledge')}
        </MenuItem>
        {searches ? (
          <MenuSwitch checked={attachments.web} onChecked={attachments.setWeb}>
            {t('documents.web')}
          </MenuSwitch>
        ) : null}
      </Menu>
      {attachments.web ? <WebSwitch onOff={() => attachments.setWeb(false)} /> : null}
      {picking ? (
        <Suspense fallback={null}>
          <KnowledgePicker onClose={() => setPicking(false)} onPick={attachments.link} />
        </Suspense>
      ) : null}
    </>
  )
}

/** Shows that the web is searched; pressing it ends that. */
function WebSwitch({ onOff }: { onOff: () => void }) {
  const t = useText()
  return (
    <button
      type="button"
      aria-pressed
      onClick={onOff}
      className={cls(
        'tap inline-flex h-8 items-center gap-1.5 rounded-full bg-accent-wash px-2.5',
        'text-[0.8125rem] text-accent transition-colors duration-[120ms] hover:bg-wash-strong',
      )}
    >
      <Globe aria-hidden size={15} />
      {t('documents.webOn')}
    </button>
  )
}
