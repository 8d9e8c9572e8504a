// A caller who leaves ends what was begun for him.

/** The server as far as it matters here; Elysia hands it to handlers. */
export type Server = { timeout(request: Request, seconds: number): void } | null

/** Aborts when the caller leaves. From now on he may wait as long as a model thinks. */
export function departure(request: Request, server: Server): AbortController {
  const ending = new AbortController()
  const leave = (): void => ending.abort()
  if (request.signal.aborted) leave()
  else request.signal.addEventListener('abort', leave, { once: true })
  server?.timeout(request, 0)
  return ending
}
