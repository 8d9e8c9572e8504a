// What a database or a disk refuses to keep, told in words for people.

export interface StorageFault {
  status: 400 | 507
  detail: string
}

const FAULTS: [RegExp, StorageFault][] = [
  // PostgreSQL's word for text that it cannot keep, of which NUL is what gets as far.
  [/^22021$/, { status: 400, detail: 'Text must not contain NUL characters.' }],
  [
    /SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|^53100$/,
    { status: 507, detail: 'The disk is full. Free some space on the server and try again.' },
  ],
  [
    /SQLITE_READONLY|EROFS|^25006$/,
    {
      status: 507,
      detail: 'The data folder cannot be written. Check its permissions on the server.',
    },
  ],
]

/** Looks through the errors that others are wrapped around. */
export function storageFault(error: unknown): StorageFault | undefined {
  let at = error
  for (let depth = 0; depth < 5 && at instanceof Error; depth++) {
    const code = 'code' in at ? String(at.code) : ''
    const known = FAULTS.find(([pattern]) => pattern.test(code))
    if (known) return known[1]
    at = at.cause
  }
  return undefined
}
