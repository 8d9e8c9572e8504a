// What a webhook is told, in the form that its service reads.

export interface Message {
  action: string
  /** One sentence. */
  text: string
  /** The account without what it has not. */
  user: Readonly<Record<string, unknown>>
  server: { name: string; version: string; picture: string | null }
}

type Shape = (message: Message) => object

/** The body for the service at that address; for one that is not known, the contract's own. */
export function shape(url: string, message: Message): object {
  const host = URL.parse(url)?.hostname ?? ''
  const path = URL.parse(url)?.pathname ?? ''
  if (host === 'hooks.slack.com') return slack(message)
  if (host === 'chat.googleapis.com') return googleChat(message)
  if (/^(\w+\.)?discord(app)?\.com$/.test(host) && path.startsWith('/api/')) return discord(message)
  if (host.endsWith('.webhook.office.com')) return teams(message)
  return plain(message)
}

const plain: Shape = ({ action, text, user }) => ({
  action,
  message: text,
  user: JSON.stringify(user),
})

// People choose their names: none of them may call everybody in the channel or hide a link.

const slack: Shape = ({ text }) => ({ text: text.replace(/[&<>]/g, sign => ENTITIES[sign] ?? '') })
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const googleChat: Shape = ({ text }) => ({
  text: text.replaceAll('<', '‹').replaceAll('>', '›'),
})

const discord: Shape = ({ text }) => ({
  content: literal(text).slice(0, 2000),
  allowed_mentions: { parse: [] },
})

const teams: Shape = ({ action, text, user, server: { name, version, picture } }) => ({
  '@type': 'MessageCard',
  '@context': 'http://schema.org/extensions',
  themeColor: '0076D7',
  summary: text,
  sections: [
    {
      activityTitle: literal(text),
      activitySubtitle: `${name} (${version}) - ${action}`,
      ...(picture && { activityImage: picture }),
      facts: Object.entries(user).map(([name, value]) => ({
        name,
        value: literal(typeof value === 'string' ? value : JSON.stringify(value)),
      })),
      markdown: true,
    },
  ],
})

/** Text in which markdown finds nothing to do. */
const literal = (text: string): string => text.replace(/[\\`*_{}[\]()#+.!|<>~@-]/g, '\\$&')
