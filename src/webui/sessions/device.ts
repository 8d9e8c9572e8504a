// What a user agent tells of the device behind it. Only for people to recognise their own.

export interface Device {
  /** `Firefox`, or the name of a program that is no browser; null when it says nothing. */
  browser: string | null
  system: string | null
  kind: 'computer' | 'phone' | 'program'
}

/** The first that fits: many browsers name those that they descend from too. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]

const SYSTEMS: [RegExp, string][] = [
  [/\b(iPhone|iPod)\b/, 'iOS'],
  [/\biPad\b/, 'iPadOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac(intosh| OS X)\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

const nameIn = (table: [RegExp, string][], agent: string): string | null =>
  table.find(([pattern]) => pattern.test(agent))?.[1] ?? null

/** Reads a user agent, of which at most 300 characters are kept. */
export function deviceOf(agent: string): Device {
  const system = nameIn(SYSTEMS, agent)
  const browser = nameIn(BROWSERS, agent)
  if (!browser) return { browser: programIn(agent), system, kind: 'program' }
  return { browser, system, kind: /\b(Mobile|Android|iPad)\b/.test(agent) ? 'phone' : 'computer' }
}

/** `curl` of `curl/8.5.0`. */
const programIn = (agent: string): string | null => /^[\w.-]{1,40}/.exec(agent)?.[0] ?? null
