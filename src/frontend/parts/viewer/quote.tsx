// The passage in words, where it could not be lit in the document itself.
import { useText } from '../../text/index'

export function Quote({ text }: { text: string }) {
  const t = useText()
  return (
    <figure className="max-h-40 shrink-0 overflow-auto border-b border-line bg-accent-wash px-4 py-2.5 text-[0.8125rem]">
      <figcaption className="mb-1 font-medium">{t('viewer.quoted')}</figcaption>
      <blockquote dir="auto" className="whitespace-pre-wrap">
        {text}
      </blockquote>
    </figure>
  )
}
