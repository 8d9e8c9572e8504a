// `bun test` alone knows no flags of package.json, and gives a test of a busy machine five seconds.
import { plugin } from 'bun'

const FIRST = "import { setDefaultTimeout as patience } from 'bun:test';patience(30_000);"

plugin({
  name: 'patience',
  setup(build) {
    // The default is one file's alone, so that each has to say it.
    build.onLoad({ filter: /[\\/]test[\\/]unit[\\/].*\.test\.ts$/ }, async ({ path }) => ({
      contents: FIRST + (await Bun.file(path).text()),
      loader: 'ts',
    }))
  },
})
