// An answer's text: blocks that stay as they are once they are whole.
import { useState } from 'react'
import { BlockView } from './block'
import { BlockStream, ranksOf } from './blocks'

/** Shows markdown; `running` while more of it is coming. */
export function Markdown({ text, running }: { text: string; running: boolean }) {
  const [stream] = useState(() => new BlockStream())
  const blocks = stream.read(text, running)
  const ranks = ranksOf(blocks)
  return (
    <div dir="auto" className="chat-prose text-prose [&>:first-child]:mt-0 [&>:last-child]:mb-0">
      {blocks.map(({ key, token, open }, place) => (
        <BlockView key={key} token={token} open={open} rank={ranks[place]} />
      ))}
    </div>
  )
}
