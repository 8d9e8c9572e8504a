// Bars over time: drawn by ourselves, small, and with a table of the same figures for who cannot see them.
import { useText } from '../../text/index'

export interface Bar {
  /** What stands in the table and over the bar. */
  label: string
  /** From the bottom up. */
  parts: number[]
}

export interface ChartProps {
  /** Says what is drawn. */
  title: string
  bars: Bar[]
  /** Names of the parts. */
  series: string[]
  /** Name of what the bars stand for: the table's first column. */
  unit: string
  format: (value: number) => string
}

const shades = ['fill-text', 'fill-edge']
const swatches = ['bg-text', 'bg-edge']

const sum = (parts: number[]): number => parts.reduce((a, b) => a + b, 0)

/** The next round number. */
const ceiling = (value: number): number => {
  if (value <= 0) return 1
  const step = 10 ** Math.floor(Math.log10(value))
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map(n => n * step).find(n => n >= value) ?? value
}

const HEIGHT = 100
const WIDTH = 10
const GAP = 2

function Column({
  bar,
  at,
  top,
  format,
}: { bar: Bar; at: number; top: number } & Pick<ChartProps, 'format'>) {
  let base = HEIGHT
  return (
    <g>
      <title>{`${bar.label}: ${format(sum(bar.parts))}`}</title>
      <rect x={at * WIDTH} y={0} width={WIDTH} height={HEIGHT} className="fill-transparent" />
      {bar.parts.map((part, n) => {
        const height = (part / top) * HEIGHT
        base -= height
        return (
          <rect
            key={shades[n]}
            x={at * WIDTH + GAP / 2}
            y={base}
            width={WIDTH - GAP}
            height={height}
            className={shades[n]}
          />
        )
      })}
    </g>
  )
}

/** What scrolls has to be reachable by keyboard. */
const reachable = (label: string) => ({ tabIndex: 0, role: 'group', 'aria-label': label })

function Table({ bars, series, unit, format }: Omit<ChartProps, 'title'>) {
  const t = useText()
  return (
    <details className="mt-2 text-[0.8125rem]">
      <summary className="w-fit text-muted">{t('chart.table')}</summary>
      <div {...reachable(unit)} className="mt-2 max-h-72 overflow-auto">
        <table className="w-full text-start tabular-nums">
          <thead>
            <tr className="border-b border-line text-muted">
              <th scope="col" className="py-1 text-start font-normal">
                {unit}
              </th>
              {series.map(name => (
                <th key={name} scope="col" className="py-1 ps-4 text-end font-normal">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.map(bar => (
              <tr key={bar.label} className="border-b border-line last:border-0">
                <th scope="row" className="py-1 text-start font-normal">
                  {bar.label}
                </th>
                {series.map((name, n) => (
                  <td key={name} className="py-1 ps-4 text-end">
                    {format(bar.parts[n] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

export function Chart({ title, bars, series, unit, format }: ChartProps) {
  const top = ceiling(Math.max(...bars.map(({ parts }) => sum(parts)), 0))
  return (
    <figure>
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="font-medium">{title}</span>
        {series.length > 1 ? (
          <span className="flex gap-4 text-[0.8125rem] text-muted">
            {series.map((name, n) => (
              <span key={name} className="flex items-center gap-1.5">
                <span aria-hidden className={`size-2.5 rounded-sm ${swatches[n]}`} />
                {name}
              </span>
            ))}
          </span>
        ) : null}
      </figcaption>
      <div aria-hidden className="mt-2 flex justify-between text-xs text-muted">
        <span>{format(top)}</span>
      </div>
      <svg
        role="img"
        aria-label={title}
        viewBox={`0 0 ${Math.max(1, bars.length) * WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-36 w-full border-y border-line rtl:-scale-x-100"
      >
        {bars.map((bar, at) => (
          <Column key={bar.label} bar={bar} at={at} top={top} format={format} />
        ))}
      </svg>
      <div aria-hidden className="mt-1 flex justify-between text-xs text-muted">
        <span>{bars[0]?.label}</span>
        <span>{bars.length > 1 ? bars.at(-1)?.label : null}</span>
      </div>
      <Table bars={bars} series={series} unit={unit} format={format} />
    </figure>
  )
}
