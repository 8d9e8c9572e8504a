// Paths that no route has: 405 for a wrong method, 404 under the API, the page elsewhere.

interface Route {
  method: string
  path: string
}

/** Prefixes that belong to machines: what is unknown under them is never the page. */
const API = /^\/(api\/v1|ollama|openai|v1|ws|retrieval|audio|images|static|cache)(\/|$)/

/** Compiles the route table once; the answer says what an unmatched request is. */
export function unknownPaths(
  routes: Route[],
): (method: string, path: string) => 404 | 405 | 'page' {
  const known = routes.map(({ path }) => pattern(path))
  return (method, path) => {
    if (known.some(route => route.test(path))) return 405
    if (API.test(path)) return 404
    return method === 'GET' || method === 'HEAD' ? 'page' : 405
  }
}

/** A parameter is one segment, a star any rest; a trailing slash makes no difference. */
function pattern(path: string): RegExp {
  const body = path.replace(/\/$/, '').split('/').map(segment).join('/')
  return new RegExp(`^${body}/?$`)
}

function segment(part: string): string {
  if (part === '*') return '.+'
  return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
