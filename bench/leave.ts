// Ends a worker with the process it works for, however that one ends.

/** To be called when messages are listened for: what comes before that would be lost. */
export const leaveTogether = (): void => void process.on('disconnect', () => process.exit())
