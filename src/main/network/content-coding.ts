import { pipeline, Writable, type Transform } from 'node:stream'
import { constants, createBrotliDecompress, createUnzip, createZstdDecompress } from 'node:zlib'

/** What is asked for. */
export const acceptedCodings = 'gzip, br'

// What came in one piece must come out at once, and a body that breaks off gives what it has.
const unzipFlush = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
const brotliFlush = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH }
const zstdFlush = { flush: constants.ZSTD_e_continue, finishFlush: constants.ZSTD_e_continue }

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: () => createUnzip(unzipFlush),
  'x-gzip': () => createUnzip(unzipFlush),
  deflate: () => createUnzip(unzipFlush),
  br: () => createBrotliDecompress(brotliFlush),
  zstd: () => createZstdDecompress(zstdFlush),
}

/**
 * Takes a body's bytes as they are on the wire and gives them decoded; `done` is called once, after the last of them. Null:
 * the body is not encoded, or in a way that nobody asked for.
 */
export function decoderOf(
  contentEncoding: string | null,
  give: (bytes: Uint8Array) => void,
  done: (error: Error | null) => void,
): Writable | null {
  const names = (contentEncoding ?? '').split(',').map((name) => name.trim().toLowerCase())
  const makers = names.map((name) => decoders[name]).toReversed()
  const [first, ...rest] = makers.flatMap((make) => (make ? [make()] : []))
  if (!first || rest.length + 1 < makers.length) return null
  const last = new Writable({
    write(bytes: Uint8Array, _encoding, next) {
      give(bytes)
      next()
    },
  })
  pipeline([first, ...rest, last], (error) => done(error ?? null))
  return first
}
