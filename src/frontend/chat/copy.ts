// Putting things on the clipboard, and the tick that says so.
import { useEffect, useState } from 'react'

/** Copies text; where the clipboard is closed (plain http) the old way is tried. */
export const copyText = async (text: string): Promise<void> => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

/** Copies a table so that it lands as cells in a sheet and as a table in a document. */
export const copyTable = async (rows: string[][]): Promise<void> => {
  const tabs = rows.map(row => row.map(cell => cell.replaceAll('\t', ' ')).join('\t')).join('\n')
  if (!navigator.clipboard || typeof ClipboardItem === 'undefined') return copyText(tabs)
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/plain': new Blob([tabs], { type: 'text/plain' }),
      'text/html': new Blob([tableHtml(rows)], { type: 'text/html' }),
    }),
  ])
}

/** The rows as an HTML table, the first row as its head. */
export const tableHtml = ([head = [], ...body]: string[][]): string => {
  const row = (cells: string[], tag: string) =>
    `<tr>${cells.map(cell => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`
  const rows = body.map(cells => row(cells, 'td')).join('')
  return `<table><thead>${row(head, 'th')}</thead><tbody>${rows}</tbody></table>`
}

/** What stands inside the last fence of a text. */
export const lastCode = (text: string): string => {
  const parts = text.split(/^ {0,3}```[^\n]*\n?/m)
  const last = parts.length % 2 ? parts.length - 2 : parts.length - 1
  return last > 0 ? (parts[last] ?? '').replace(/\n$/, '') : ''
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Whether something was copied in the last moment, and how to say that it was. */
export const useCopied = (): [boolean, () => void] => {
  const [at, setAt] = useState(0)
  useEffect(() => {
    if (!at) return
    const timer = setTimeout(() => setAt(0), 1600)
    return () => clearTimeout(timer)
  }, [at])
  return [at > 0, () => setAt(Date.now())]
}
