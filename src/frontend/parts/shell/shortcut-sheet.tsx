// Every keyboard shortcut, behind `?`.
import { useText } from '../../text/index'
import { Dialog } from '../ui/dialog'
import { Keys } from '../ui/keys'
import { setFrame, useFrame } from './frame'
import { shortcutGroups, shortcuts } from './shortcuts'

export function ShortcutSheet() {
  const { shortcuts: open } = useFrame()
  const t = useText()
  return (
    <Dialog
      open={open}
      onOpenChange={next => setFrame({ shortcuts: next })}
      title={t('shortcut.title')}
    >
      {shortcutGroups.map(group => (
        <section key={group.text} className="pb-4 last:pb-0">
          <h3 className="pb-1 text-xs font-medium text-muted">{t(group.text)}</h3>
          <dl>
            {group.items.map(item => (
              <div
                key={item}
                className="flex items-center gap-3 border-b border-line py-2 last:border-0"
              >
                <dt className="flex-1">{t(shortcuts[item].text)}</dt>
                <dd>
                  <Keys listed keys={[...shortcuts[item].keys]} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
