// How long a test may take: said here, as `bun test` alone knows no flags of package.json. See bunfig.toml.
import { setDefaultTimeout } from 'bun:test'

/** Journeys in Chromium are long; everything else fails when it hangs. */
setDefaultTimeout(process.argv[1]?.includes('/test/browser/') ? 120_000 : 60_000)
