const STEP = 0x8000;

/** A message of the browser carries at most 64 MiB; an archive travels in pieces of this size. */
export const PIECE = 512 * 1024;

/** More than this is not read into a tab; the daemon's own limit for an export is the same. */
export const MAX_EXPORT = 200 * 1024 * 1024;

export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += STEP) {
    binary += String.fromCharCode(...bytes.subarray(at, at + STEP));
  }
  return btoa(binary);
}

/** The bytes in pieces, as they are sent; none of them is copied. */
export function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) {
    yield bytes.subarray(at, at + PIECE);
  }
}

/** Whether the bytes begin as a zip that has something in it. */
export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]);
}

/** Whether the bytes are a zip with nothing in it. */
export function isEmptyZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]);
}

export function isGzip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x1f, 0x8b]);
}

/** Whether the bytes begin as a tar of any flavour that is younger than 1988. */
export function isTar(bytes: Uint8Array): boolean {
  return startsWith(bytes.subarray(257), [0x75, 0x73, 0x74, 0x61, 0x72]);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
