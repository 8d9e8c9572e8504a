// Where a file lay in the folder that it came from, written in one way.

/** Names divided by `/`, none of them empty, blank at an end or leading out; accents in one piece. */
export const placeOf = (path: string): string =>
  path
    .toWellFormed()
    .replaceAll('\0', ' ')
    .normalize('NFC')
    .split('/')
    .map(name => name.trim())
    .filter(name => name !== '' && name !== '.' && name !== '..')
    .join('/')
