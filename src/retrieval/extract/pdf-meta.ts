// What a PDF says about itself.

interface Described {
  getMetadata(): Promise<{ info: object }>
}

const MOST = 1000
const WANTED: Record<string, string> = { Title: 'title', Author: 'author', Language: 'language' }

/** Title, author and language; a PDF whose description is broken has none. */
export async function metaOfPdf(pdf: Described): Promise<Record<string, unknown>> {
  const info = await pdf.getMetadata().then(
    found => new Map(Object.entries(found.info)),
    () => new Map<string, unknown>(),
  )
  return Object.fromEntries(
    Object.entries(WANTED).flatMap(([key, name]) => {
      const value = info.get(key)
      return typeof value === 'string' && value.trim() ? [[name, value.trim().slice(0, MOST)]] : []
    }),
  )
}
