// Bundles the script of /docs, which is no part of the client.
import type { BuiltFile } from './build'

/** One file, served as `/assets/docs.js`. Throws with the bundler's messages when it cannot. */
export async function buildDocs(): Promise<BuiltFile[]> {
  const { outputs } = await Bun.build({
    entrypoints: [`${import.meta.dir}/docs.ts`],
    target: 'browser',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return Promise.all(
    outputs.map(async output => ({
      path: '/assets/docs.js',
      bytes: new Uint8Array(await output.arrayBuffer()),
      type: 'text/javascript; charset=utf-8',
      immutable: false,
    })),
  )
}
