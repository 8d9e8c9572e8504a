// Draws diagrams with Mermaid, strictly: no HTML, no links, no scripts. Loaded on first use.
import mermaid from 'mermaid'

let count = 0
let queue: Promise<unknown> = Promise.resolve()

export interface Drawing {
  /** The picture as a data URL: as an image it can neither run nor reach anything. */
  url: string
  width: number
}

/** How many drawings are kept, so that scrolling back draws nothing twice. */
const KEPT = 40

const drawn = new Map<string, Promise<Drawing>>()

/** Draws one diagram after the other, since Mermaid keeps one configuration. Throws its own errors. */
export const draw = (source: string, dark: boolean): Promise<Drawing> => {
  const key = `${dark} ${source}`
  const known = drawn.get(key)
  if (known) return known
  const next = queue.then(() => render(source, dark))
  queue = next.catch(() => undefined)
  drawn.set(key, next)
  const [oldest] = drawn.keys()
  if (drawn.size > KEPT && oldest !== undefined) drawn.delete(oldest)
  return next
}

const render = async (source: string, dark: boolean): Promise<Drawing> => {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: dark ? 'dark' : 'neutral',
    themeVariables: colours(),
    fontFamily: 'system-ui, sans-serif',
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    suppressErrorRendering: true,
    maxTextSize: 50_000,
    maxEdges: 400,
  })
  const stage = document.createElement('div')
  stage.setAttribute('aria-hidden', 'true')
  stage.style.cssText = 'position:absolute;inset-inline-start:-9999px;width:44rem'
  document.body.append(stage)
  try {
    const { svg } = await mermaid.render(`diagram-${++count}`, source, stage)
    return picture(svg)
  } finally {
    stage.remove()
  }
}

/** Which of Mermaid's colours are the page's own; what tells slices and bars apart stays its own. */
const PAINTED = {
  raised: 'mainBkg actorBkg labelBoxBkgColor noteBkgColor',
  sunken: 'edgeLabelBackground clusterBkg',
  edge: 'nodeBorder actorBorder clusterBorder labelBoxBorderColor noteBorderColor',
  muted: 'lineColor arrowheadColor signalColor actorLineColor defaultLinkColor',
  text: 'textColor nodeTextColor actorTextColor signalTextColor titleColor labelTextColor noteTextColor loopTextColor',
}

const colours = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(PAINTED).flatMap(([token, names]) => {
      const colour = paint(token)
      return names.split(' ').map(name => [name, colour])
    }),
  )

/** A token of app.css as hex, which is all that Mermaid reads. */
const paint = (token: string): string => {
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (!context) return ''
  const probe = document.createElement('i')
  probe.style.color = `var(--${token})`
  document.body.append(probe)
  context.fillStyle = getComputedStyle(probe).color
  probe.remove()
  context.fillRect(0, 0, 1, 1)
  const bytes = context.getImageData(0, 0, 1, 1).data
  return `#${[...bytes.slice(0, 3)].map(byte => byte.toString(16).padStart(2, '0')).join('')}`
}

const picture = (svg: string): Drawing => {
  const root = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg')
  const [, , width = 600, height = 400] = (root?.getAttribute('viewBox') ?? '')
    .split(/[\s,]+/)
    .map(Number)
  root?.setAttribute('width', String(width))
  root?.setAttribute('height', String(height))
  const text = root ? new XMLSerializer().serializeToString(root) : svg
  return { url: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`, width }
}
