// Runs the embedder's process as Hearth does: of the sources, or of the executable when HEARTH_BINARY is set.
import { type Answer, type Hello, unpackVector } from '../src/retrieval/embed/talk'
import { self } from '../src/utils/self'

export interface Embedded {
  engine: string
  trouble: string | null
  vectors: Float32Array[]
}

/** The vectors of the texts. `folder` takes what the executable writes out; `flags` may hold `--wasm`. */
export async function embedWith(
  texts: string[],
  folder: string,
  flags: string[] = [],
): Promise<Embedded> {
  const binary = process.env.HEARTH_BINARY
  const words = ['embed', '--data-dir', folder, ...flags]
  const child = Bun.spawn(binary ? [binary, ...words] : self(...words), {
    cwd: folder,
    env: {},
    stdin: new Blob([`${JSON.stringify({ texts })}\n`]),
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const said = (await new Response(child.stdout).text()).trim().split('\n')
  const [hello, answer] = said.map(line => JSON.parse(line)) as [Hello, Answer]
  if (!answer || 'error' in hello || 'error' in answer)
    throw new Error(`${said.join(' ')} ${await new Response(child.stderr).text()}`)
  return { ...hello, vectors: answer.vectors.map(unpackVector) }
}

/** Of two unit vectors. */
export const cosine = (one: Float32Array = none, other: Float32Array = none): number =>
  one.reduce((sum, part, at) => sum + part * (other[at] ?? 0), 0)

const none = new Float32Array()
