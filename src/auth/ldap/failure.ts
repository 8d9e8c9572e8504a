// Why a directory could not be asked, in words for the admin who set it up.

/**
 * - `settings`: they cannot work as they are
 * - `unreachable`: nothing answers there, or it hung up
 * - `untrusted`: its certificate, or no encryption where some was asked for
 * - `silent`: it took too long
 * - `refused`: it does not let Hearth sign in or search
 * - `broken`: it does not answer as a directory does
 */
export type DirectoryFault =
  | 'settings'
  | 'unreachable'
  | 'untrusted'
  | 'silent'
  | 'refused'
  | 'broken'

/** A directory that could not be asked. The message is for admins: it may name hosts and entries. */
export class DirectoryError extends Error {
  override name = 'DirectoryError'
  readonly fault: DirectoryFault

  constructor(fault: DirectoryFault, message: string, cause?: unknown) {
    super(message, { cause })
    this.fault = fault
  }
}

const codeOf = (error: unknown): string => String(Object(error).code ?? '')

/** What went wrong while connecting, by the code that the system or the TLS library gave it. */
export function connecting(error: unknown): DirectoryError {
  if (error instanceof DirectoryError) return error
  const code = codeOf(error)
  const why = error instanceof Error ? error.message : String(error)
  if (/CIPHER/.test(code)) return new DirectoryError('settings', `Unusable ciphers: ${why}.`, error)
  if (/CERT|ISSUER|SIGNATURE|ALTNAME/.test(code)) {
    return new DirectoryError('untrusted', `Its certificate is not trusted: ${why}.`, error)
  }
  if (/TLS|SSL/.test(code)) {
    return new DirectoryError('untrusted', 'It does not speak TLS on this port.', error)
  }
  return new DirectoryError('unreachable', `It cannot be reached: ${why}.`, error)
}
