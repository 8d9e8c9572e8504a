// PLACEHOLDER by the kernel author, uncommitted: overwrite with the real pino log.
import { silent, type Log } from '../utils/log'
export async function openLog(_env: unknown): Promise<Log & { close(): Promise<void> }> {
  return { ...silent, error: (a: unknown, b?: unknown) => console.error(b, a), component: () => ({ ...silent, info: (a: unknown, b?: unknown) => console.log(b ?? a), error: (a: unknown, b?: unknown) => console.error(b, a) }) as never, close: async () => {} } as never
}
