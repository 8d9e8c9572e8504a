// Notes what happens while an answer's sources are looked for, for the panel that explains them.
import type { Passage, Why } from '../../retrieval/search'
import { found, type Numbered, weighed } from './evidence'
import type { Report } from './schema'

/** Of what was left out the reader needs the beginning. */
const MOST_LEFT = 20
const GLANCE = 300

export class Tale {
  readonly queries: string[] = []
  readonly whole: string[] = []
  readonly trouble: string[] = []
  /** For the panel alone: which half of a search could not answer, say. */
  readonly notes: string[] = []
  readonly left: (Passage & { why: Why })[] = []
  readonly ms: Record<string, number> = {}
  /** Pages of the web that were read. */
  readonly urls: string[] = []
  searched = false

  /** Notes how long that step takes. */
  async time<T>(step: string, work: Promise<T>): Promise<T> {
    const began = performance.now()
    try {
      return await work
    } finally {
      this.ms[step] = Math.round(performance.now() - began)
    }
  }

  report(evidence: Numbered[]): Report {
    return {
      queries: [...new Set(this.queries)],
      passages: evidence.filter(({ score }) => score !== null).map(weighed),
      left: this.left.slice(0, MOST_LEFT).map(passage => ({
        ...weighed(found(passage, undefined)),
        file_id: passage.file_id,
        text: passage.text.slice(0, GLANCE),
        why: passage.why,
      })),
      whole: this.whole,
      trouble: [...new Set([...this.trouble, ...this.notes])],
      nothing: this.searched && evidence.length === 0,
      ms: this.ms,
    }
  }
}
