/** What an entry holds: a chunk of the body, the text of a delta, or any other event as JSON. */
export type SlabEntryKind = 'text' | 'text-delta' | 'reasoning-delta' | 'json'

/** One entry as it was written. */
export interface SlabEntry {
  readonly index: number
  readonly atMs: number
  readonly kind: SlabEntryKind
  readonly text: string
}

interface Slab {
  readonly buffer: Buffer
  used: number
  readonly firstIndex: number
}

const kinds: readonly SlabEntryKind[] = ['text', 'text-delta', 'reasoning-delta', 'json']
const slabBytes = 64 * 1024
// kind 1, index 4, time 8, length 4
const headBytes = 17

/**
 * Texts with their times, written one behind the other as UTF-8 into large pieces of memory: no object per entry for the
 * garbage collector, and no string that keeps a larger one alive.
 */
export class RecordingSlabs {
  readonly #slabs: Slab[] = []
  #bytes = 0

  /** Memory taken. */
  get bytes(): number {
    return this.#bytes
  }

  /** `index` must grow from entry to entry. True: more memory was taken. */
  append(index: number, atMs: number, kind: SlabEntryKind, content: string | Uint8Array): boolean {
    let slab = this.#slabs.at(-1)
    // A UTF-16 unit never takes more than three bytes; counting exactly would cost another pass.
    const most = headBytes + (typeof content === 'string' ? content.length * 3 : content.length)
    const grows = slab === undefined || most > slab.buffer.length - slab.used
    if (slab === undefined || grows) {
      const exact = most <= slabBytes || typeof content !== 'string' ? most : headBytes + Buffer.byteLength(content)
      slab = this.#add(index, Math.max(slabBytes, exact))
    }
    const { buffer, used } = slab
    const length = write(buffer, used + headBytes, content)
    buffer[used] = kinds.indexOf(kind)
    buffer.writeUInt32LE(index, used + 1)
    buffer.writeDoubleLE(atMs, used + 5)
    buffer.writeUInt32LE(length, used + 13)
    slab.used = used + headBytes + length
    return grows
  }

  /** Gives the oldest piece of memory back; the newest stays. False: there is only that one. */
  dropOldest(): boolean {
    if (this.#slabs.length < 2) return false
    this.#bytes -= this.#slabs.shift()?.buffer.length ?? 0
    return true
  }

  /** Entries from this index on, oldest first. */
  *from(index: number): Generator<SlabEntry> {
    const later = this.#slabs.findIndex((slab) => slab.firstIndex > index)
    const start = Math.max(0, (later === -1 ? this.#slabs.length : later) - 1)
    for (const { buffer, used } of this.#slabs.slice(start)) {
      for (let offset = 0; offset < used;) {
        const length = buffer.readUInt32LE(offset + 13)
        const found = buffer.readUInt32LE(offset + 1)
        const end = offset + headBytes + length
        if (found >= index) {
          const kind = kinds[buffer[offset] ?? 0] ?? 'text'
          const text = buffer.toString('utf8', offset + headBytes, end)
          yield { index: found, atMs: buffer.readDoubleLE(offset + 5), kind, text }
        }
        offset = end
      }
    }
  }

  #add(firstIndex: number, size: number): Slab {
    const slab = { buffer: Buffer.allocUnsafeSlow(size), used: 0, firstIndex }
    this.#slabs.push(slab)
    this.#bytes += size
    return slab
  }
}

/** Gives how many bytes it took. */
function write(buffer: Buffer, start: number, content: string | Uint8Array): number {
  if (typeof content === 'string') return buffer.write(content, start)
  buffer.set(content, start)
  return content.length
}
