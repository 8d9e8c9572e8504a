// Ends a worker with the process it works for, however that one ends.
process.on('disconnect', () => process.exit())
