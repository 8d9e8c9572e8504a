// The icon for a kind of document.
import {
  BookText,
  File,
  FileCode2,
  FileImage,
  FileSpreadsheet,
  FileText,
  Globe,
  Library,
  Mail,
  Presentation,
} from 'lucide-react'

const KINDS: [RegExp, typeof File][] = [
  [/spreadsheet|excel|csv/, FileSpreadsheet],
  [/presentation|powerpoint/, Presentation],
  [/epub/, BookText],
  [/rfc822|outlook/, Mail],
  [/^image\//, FileImage],
  [/html/, Globe],
  [/javascript|typescript|json|xml|x-(python|sh|c|java|go|rust|ruby|php)/, FileCode2],
  [/^text\/|pdf|word|opendocument|rtf/, FileText],
]

const iconOf = (type: string) => KINDS.find(([kind]) => kind.test(type))?.[1] ?? File

interface KindIconProps {
  /** A content type, or `collection`. */
  type: string
  size?: number
}

export function KindIcon({ type, size = 16 }: KindIconProps) {
  const Icon = type === 'collection' ? Library : iconOf(type)
  return <Icon aria-hidden size={size} className="shrink-0 text-muted" />
}
