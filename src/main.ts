// The executable: the command line, or what was asked of it by name.
import { run } from './cli'

process.exitCode = await run(Bun.argv.slice(2))
