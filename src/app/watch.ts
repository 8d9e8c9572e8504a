// The address of a video at its site, with our host in place of the site's: the page is to speak about it.

/** Leads a GET of any path that ends in `/watch` to `/?youtube=` with its `v`; undefined without one. */
export function watched({ method, url }: Request, path: string): Response | undefined {
  if (method !== 'GET' || !path.endsWith('/watch')) return undefined
  const video = new URL(url).searchParams.get('v')
  if (video === null) return undefined
  return new Response(null, {
    status: 307,
    headers: { location: `/?${new URLSearchParams({ youtube: video })}` },
  })
}
