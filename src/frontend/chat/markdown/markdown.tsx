// An answer's text: blocks that stay as they are once they are whole.
import { useState } from 'react'
import { BlockView } from './block'
import { BlockStream } from './blocks'

/** Shows markdown; `running` while more of it is coming. */
export function Markdown({ text, running }: { text: string; running: boolean }) {
  const [stream] = useState(() => new BlockStream())
  return (
    <div className="chat-prose text-prose [&>:first-child]:mt-0 [&>:last-child]:mb-0">
      {stream.read(text, running).map(block => (
        <BlockView key={block.key} token={block.token} open={block.open} />
      ))}
    </div>
  )
}
