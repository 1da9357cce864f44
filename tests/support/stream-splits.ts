const lineFeed = 10
const carriageReturn = 13

/** mulberry32: the same numbers, from 0 to 1, in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Up to 40 places to cut the bytes at, in order. */
export function randomSplit(bytes: Uint8Array, random: () => number): readonly number[] {
  const count = 1 + Math.floor(random() * 40)
  const offsets = Array.from({ length: count }, () => 1 + Math.floor(random() * (bytes.length - 1)))
  return [...new Set(offsets)].toSorted((one, other) => one - other)
}

/** The cuts that streams break at: each before, between or behind the characters that end a line, and inside a character. */
export function tenderSplits(bytes: Uint8Array): readonly (readonly number[])[] {
  const ends = places(bytes, (byte) => byte === lineFeed || byte === carriageReturn)
  const inside = places(bytes, (byte) => byte >= 0x80 && byte < 0xc0)
  return [ends, ends.map((place) => place + 1), inside]
    .map((offsets) => offsets.filter((offset) => offset > 0 && offset < bytes.length))
    .filter((offsets) => offsets.length > 0)
}

/** Splits that together cut at every byte: every so many bytes, from each of the first ones on. */
export function latticeSplits(bytes: Uint8Array, width: number): readonly (readonly number[])[] {
  return Array.from({ length: Math.min(width, bytes.length - 1) }, (_, first) =>
    Array.from(bytes.subarray(first + 1), (_byte, index) => first + 1 + index).filter(
      (_, index) => index % width === 0,
    ),
  )
}

function places(bytes: Uint8Array, isOne: (byte: number) => boolean): readonly number[] {
  return Array.from(bytes, (byte, index) => (isOne(byte) ? index : -1)).filter((index) => index !== -1)
}
