// Hands a provider's answer on to our caller: its bytes as they come, few of its headers.
import { outspoken } from './outspoken'

/** Limits and traces that clients of these APIs look at. */
const KEPT = /^(content-type|retry-after|openai-[\w-]+|x-ratelimit-[\w-]+)$/

/** Nothing in a provider's bytes may run as a page of ours. */
const SAFE = { 'content-security-policy': "sandbox; default-src 'none'", 'x-accel-buffering': 'no' }

/** The answer with its status, its body streamed at the caller's pace; `type` replaces its content type. */
export function relay(upstream: Response, type?: string): Response {
  const headers = new Headers(SAFE)
  for (const [name, value] of upstream.headers) if (KEPT.test(name)) headers.set(name, value)
  if (type) headers.set('content-type', type)
  const body = upstream.body && outspoken(upstream.body, headers.get('content-type') ?? '')
  return new Response(body, { status: upstream.status, headers })
}
