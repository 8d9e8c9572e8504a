// The way back from one thing to the list it stands in.
import { ArrowLeft } from 'lucide-react'
import { Link } from 'wouter'

export function BackTo({ href, text }: { href: string; text: string }) {
  return (
    <Link
      href={href}
      className="tap mb-3 inline-flex min-h-8 items-center gap-1.5 rounded text-muted hover:text-text"
    >
      <ArrowLeft aria-hidden size={16} className="rtl:rotate-180" />
      {text}
    </Link>
  )
}
