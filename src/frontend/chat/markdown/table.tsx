// A table that scrolls sideways and copies as a table.
import { Check, Copy } from 'lucide-react'
import type { Tokens } from 'marked'
import { memo } from 'react'
import { IconButton } from '../../parts/ui/button'
import { useText } from '../../text/index'
import { copyTable, useCopied } from '../copy'
import { reachable } from './code'
import { inline } from './inline'
import { rowsOf } from './lex'
import { placed } from './placed'

const sides = { left: 'text-left', right: 'text-right', center: 'text-center' } as const

export function Table({ token }: { token: Tokens.Table }) {
  const [copied, mark] = useCopied()
  const t = useText()
  return (
    <div className="group/table relative my-4">
      <div
        {...reachable(t('chat.table.block'))}
        className="overflow-x-auto rounded-panel border border-line"
      >
        <table dir="auto" className="w-full border-collapse text-[0.9375rem] leading-normal">
          <thead className="bg-sunken">
            <tr>
              {placed(token.header).map(({ item, place }) => (
                <Cell key={place} cell={item} text={item.text} head />
              ))}
            </tr>
          </thead>
          <tbody>
            {placed(token.rows).map(({ item, place }) => (
              <Row key={place} row={item} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="absolute end-2 -top-4 rounded-control border border-line bg-raised opacity-0 transition-opacity duration-[120ms] focus-within:opacity-100 group-hover/table:opacity-100 touch:static touch:flex touch:justify-end touch:border-0 touch:bg-transparent touch:opacity-100">
        <IconButton
          size="sm"
          label={copied ? t('common.copied') : t('chat.table.copy')}
          onClick={() => void copyTable(rowsOf(token)).then(mark)}
        >
          {copied ? (
            <Check aria-hidden size={15} className="text-good" />
          ) : (
            <Copy aria-hidden size={15} />
          )}
        </IconButton>
      </div>
    </div>
  )
}

const Row = memo(
  function Row({ row }: { row: Tokens.TableCell[] }) {
    return (
      <tr className="border-t border-line">
        {placed(row).map(({ item, place }) => (
          <Cell key={place} cell={item} text={item.text} />
        ))}
      </tr>
    )
  },
  (a, b) => a.row.length === b.row.length && a.row.every((cell, i) => cell.text === b.row[i]?.text),
)

interface CellProps {
  cell: Tokens.TableCell
  text: string
  head?: boolean
}

const Cell = memo(
  function Cell({ cell, head = false }: CellProps) {
    const Tag = head ? 'th' : 'td'
    return (
      <Tag
        className={`min-w-20 px-3.5 [overflow-wrap:break-word] py-2 align-top ${cell.align ? sides[cell.align] : 'text-start'} ${head ? 'font-semibold' : ''}`}
      >
        {inline(cell.tokens, 0)}
      </Tag>
    )
  },
  (a, b) => a.text === b.text && a.cell.align === b.cell.align,
)
