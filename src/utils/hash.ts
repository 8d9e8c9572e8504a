// Hashes as lower-case hex.

/** SHA-256 of UTF-8 text or bytes. */
export const sha256 = (data: string | Uint8Array): string =>
  new Bun.CryptoHasher('sha256').update(data).digest('hex')
