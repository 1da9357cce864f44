/** A value as D-Bus carries it: numbers of 64 bits as bigint, structs, arrays and dictionaries (as pairs) as arrays. */
export type BusValue = string | number | bigint | boolean | Variant | readonly BusValue[]

/** A value that brings its own type. */
export interface Variant {
  readonly signature: string
  readonly value: BusValue
}

/** A message of the D-Bus protocol. What has no meaning for its kind is empty. */
export interface BusMessage {
  readonly kind: 'call' | 'answer' | 'error' | 'signal'
  readonly serial: number
  /** Of the call that this answers; 0 for any other message. */
  readonly answerTo: number
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly errorName: string
  readonly destination: string
  readonly sender: string
  readonly signature: string
  readonly body: readonly BusValue[]
}

const kinds = ['call', 'answer', 'error', 'signal'] as const
const textFields = { 1: 'path', 2: 'interface', 3: 'member', 4: 'errorName', 6: 'destination', 7: 'sender' } as const
const fieldTypes = { path: 'o', interface: 's', member: 's', errorName: 's', destination: 's', sender: 's' } as const
const wordBytes: Readonly<Record<string, number>> = { n: 2, q: 2, i: 4, u: 4, b: 4, x: 8, t: 8, d: 8 }
const fixedHeaderBytes = 16

/** The bytes of a message, as the D-Bus specification says ("Message Format"). */
export function encodeMessage(message: BusMessage): Buffer {
  const body = new BusWriter()
  typesOf(message.signature).forEach((type, index) => body.write(type, message.body[index] ?? ''))
  const fields: BusValue[] = Object.entries(textFields)
    .filter(([, name]) => message[name] !== '')
    .map(([code, name]) => [Number(code), { signature: fieldTypes[name], value: message[name] }])
  if (message.answerTo > 0) fields.push([5, { signature: 'u', value: message.answerTo }])
  if (message.signature !== '') fields.push([8, { signature: 'g', value: message.signature }])
  const header = new BusWriter()
  const start = [0x6c, kinds.indexOf(message.kind) + 1, 0, 1]
  for (const byte of start) header.write('y', byte)
  header.write('u', body.length)
  header.write('u', message.serial)
  header.write('a(yv)', fields)
  header.align(8)
  return Buffer.concat([header.bytes(), body.bytes()])
}

/** The message at the start of these bytes and how many it takes; null while some are missing. Throws at what is no D-Bus. */
export function decodeMessage(bytes: Buffer): { readonly message: BusMessage; readonly length: number } | null {
  if (bytes.length < fixedHeaderBytes) return null
  if (bytes[0] !== 0x6c) throw new Error('Not a little-endian D-Bus message.')
  const bodyLength = bytes.readUInt32LE(4)
  const bodyStart = Math.ceil((fixedHeaderBytes + bytes.readUInt32LE(12)) / 8) * 8
  if (bytes.length < bodyStart + bodyLength) return null
  const fields = new BusReader(bytes.subarray(0, bodyStart), 12).read('a(yv)') as readonly (readonly [
    number,
    Variant,
  ])[]
  const field = (code: number): BusValue => fields.find(([one]) => one === code)?.[1].value ?? ''
  const signature = String(field(8))
  const body = new BusReader(bytes.subarray(bodyStart, bodyStart + bodyLength))
  const message = {
    kind: kinds[(bytes[1] ?? 0) - 1] ?? 'signal',
    serial: bytes.readUInt32LE(8),
    answerTo: Number(field(5)),
    path: String(field(1)),
    interface: String(field(2)),
    member: String(field(3)),
    errorName: String(field(4)),
    destination: String(field(6)),
    sender: String(field(7)),
    signature,
    body: typesOf(signature).map((type) => body.read(type)),
  }
  return { message, length: bodyStart + bodyLength }
}

/** Cuts a signature into whole types: `sa{sv}u` into `s`, `a{sv}`, `u`. */
function typesOf(signature: string): readonly string[] {
  const types: string[] = []
  for (let at = 0; at < signature.length;) {
    const end = endOfType(signature, at)
    types.push(signature.slice(at, end))
    at = end
  }
  return types
}

function endOfType(signature: string, start: number): number {
  let at = start
  while (signature[at] === 'a') at += 1
  if (!/[({]/.test(signature[at] ?? '')) return at + 1
  let depth = 0
  do {
    if (/[({]/.test(signature[at] ?? '')) depth += 1
    if (/[)}]/.test(signature[at] ?? '')) depth -= 1
    at += 1
  } while (depth > 0 && at < signature.length)
  return at
}

function alignmentOf(type: string): number {
  const first = type[0] ?? ''
  if (/[({]/.test(first)) return 8
  return wordBytes[first] ?? (/[soa]/.test(first) ? 4 : 1)
}

class BusWriter {
  #bytes: Buffer = Buffer.alloc(0)

  get length(): number {
    return this.#bytes.length
  }

  bytes(): Buffer {
    return this.#bytes
  }

  align(to: number): void {
    this.#add(Buffer.alloc((to - (this.length % to)) % to))
  }

  write(type: string, value: BusValue): void {
    this.align(alignmentOf(type))
    const first = type[0] ?? ''
    if (first in wordBytes || first === 'y') return this.#number(first, value)
    if (first === 'g') return this.#add(Buffer.from(`${String.fromCharCode(String(value).length)}${String(value)}\0`))
    if (first === 'a') return this.#array(type.slice(1), value as readonly BusValue[])
    if (first === 'v') {
      const { signature, value: inner } = value as Variant
      this.write('g', signature)
      return this.write(signature, inner)
    }
    if (/[({]/.test(first)) {
      const values = value as readonly BusValue[]
      typesOf(type.slice(1, -1)).forEach((one, index) => this.write(one, values[index] ?? ''))
      return
    }
    const text = Buffer.from(String(value))
    this.#number('u', text.length)
    this.#add(Buffer.concat([text, Buffer.alloc(1)]))
  }

  #array(type: string, values: readonly BusValue[]): void {
    const lengthAt = this.length
    this.#number('u', 0)
    this.align(alignmentOf(type))
    const start = this.length
    for (const value of values) this.write(type, value)
    this.#bytes.writeUInt32LE(this.length - start, lengthAt)
  }

  #number(type: string, value: BusValue): void {
    const word = Buffer.alloc(wordBytes[type] ?? 1)
    if (type === 'd') word.writeDoubleLE(Number(value))
    else if (type === 't') word.writeBigUInt64LE(BigInt(value as bigint))
    else if (type === 'x') word.writeBigInt64LE(BigInt(value as bigint))
    else if (type === 'i' || type === 'n') word.writeIntLE(Number(value), 0, word.length)
    else word.writeUIntLE(Number(value), 0, word.length)
    this.#add(word)
  }

  #add(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes])
  }
}

class BusReader {
  #at: number
  readonly #bytes: Buffer

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes
    this.#at = at
  }

  read(type: string): BusValue {
    const to = alignmentOf(type)
    this.#at = Math.ceil(this.#at / to) * to
    const first = type[0] ?? ''
    if (first in wordBytes || first === 'y') return this.#number(first)
    if (first === 'g') return this.#text(Number(this.#number('y')))
    if (first === 'a') return this.#array(type.slice(1))
    if (/[({]/.test(first)) return typesOf(type.slice(1, -1)).map((one) => this.read(one))
    if (first === 'v') {
      const signature = String(this.read('g'))
      return { signature, value: this.read(signature) }
    }
    return this.#text(Number(this.#number('u')))
  }

  #array(type: string): readonly BusValue[] {
    const length = Number(this.#number('u'))
    const to = alignmentOf(type)
    this.#at = Math.ceil(this.#at / to) * to
    const end = this.#at + length
    const values: BusValue[] = []
    while (this.#at < end) values.push(this.read(type))
    return values
  }

  #number(type: string): BusValue {
    const at = this.#at
    const size = wordBytes[type] ?? 1
    this.#at += size
    if (type === 'b') return this.#bytes.readUInt32LE(at) === 1
    if (type === 'd') return this.#bytes.readDoubleLE(at)
    if (type === 't') return this.#bytes.readBigUInt64LE(at)
    if (type === 'x') return this.#bytes.readBigInt64LE(at)
    return type === 'i' || type === 'n' ? this.#bytes.readIntLE(at, size) : this.#bytes.readUIntLE(at, size)
  }

  #text(length: number): string {
    const start = this.#at
    this.#at += length + 1
    return this.#bytes.toString('utf8', start, start + length)
  }
}
