// A text as a picture for cameras, drawn here so that no secret travels to a stranger.
import { encode } from 'uqr'

/** One unit a dot; runs of dots in a row are one stroke. */
function pathOf(dots: boolean[][]): string {
  return dots
    .flatMap((row, y) =>
      row.flatMap((on, x) => {
        if (!on || row[x - 1]) return []
        const end = row.indexOf(false, x)
        return [`M${x} ${y}h${(end === -1 ? row.length : end) - x}v1H${x}z`]
      }),
    )
    .join('')
}

/** Dark on light in every theme: cameras want it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-control"
    >
      <rect width={size} height={size} fill="white" />
      <path d={pathOf(data)} fill="black" />
    </svg>
  )
}
