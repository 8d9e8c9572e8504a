// An authenticator in software: makes passkeys and signs with them as a browser's would.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()

const PRESENT = 1
const VERIFIED = 4
const ATTESTED = 64

export interface Options {
  /** Where the browser is. */
  origin: string
  /** The person showed himself: a finger, a PIN. */
  verified?: boolean
  /** The authenticator's count of uses; 0 for one that does not count. */
  counter?: number
}

interface Challenge {
  challenge: string
  rpId?: string
  rp?: { id?: string }
  user?: { id: string }
}

export class Passkey {
  readonly id = b64(randomBytes(16))
  readonly #private: KeyObject
  readonly #point: Buffer[]
  #owner = ''

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    this.#private = privateKey
    this.#point = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
  }

  /** What the browser answers when the passkey is made. */
  create(asked: Challenge, options: Options) {
    this.#owner = asked.user?.id ?? ''
    const id = Buffer.from(this.id, 'base64url')
    const credential = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, id.length]),
      id,
      this.#publicKey(),
    ])
    const data = Buffer.concat([authData(asked.rp?.id ?? '', options, ATTESTED), credential])
    return this.#answer({
      clientDataJSON: clientData('webauthn.create', asked.challenge, options.origin),
      attestationObject: b64(attestation(data)),
      transports: ['internal'],
    })
  }

  /** What the browser answers when it signs. */
  sign(asked: Challenge, options: Options) {
    const client = clientData('webauthn.get', asked.challenge, options.origin)
    const data = authData(asked.rpId ?? '', options)
    const signed = Buffer.concat([data, sha256(Buffer.from(client, 'base64url'))])
    return this.#answer({
      clientDataJSON: client,
      authenticatorData: b64(data),
      signature: b64(sign('sha256', signed, this.#private)),
      userHandle: this.#owner,
    })
  }

  #answer = (response: Record<string, unknown>) => ({
    id: this.id,
    rawId: this.id,
    type: 'public-key',
    clientExtensionResults: {},
    response,
  })

  /** COSE: an EC2 key for ES256 on P-256, as CBOR. */
  #publicKey(): Buffer {
    const [x = Buffer.alloc(0), y = Buffer.alloc(0)] = this.#point
    const head = Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32])
    return Buffer.concat([head, x, Buffer.from([0x22, 0x58, 32]), y])
  }
}

const clientData = (type: string, challenge: string, origin: string): string =>
  b64(Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })))

function authData(id: string, { verified = true, counter = 0 }: Options, more = 0): Buffer {
  const flags = PRESENT | (verified ? VERIFIED : 0) | more
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([sha256(id), Buffer.from([flags]), count])
}

/** CBOR of `{ fmt: 'none', attStmt: {}, authData }`. */
function attestation(data: Buffer): Buffer {
  const text = (word: string) =>
    Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)])
  const length = Buffer.from([0x59, data.length >> 8, data.length & 255])
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    length,
    data,
  ])
}
