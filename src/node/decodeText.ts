/** How far git itself looks for a NUL byte before it calls a file binary. */
const looked = 8000;

/**
 * The text of the first bytes of a file: UTF-8, or UTF-16 with a byte order mark; broken sequences become U+FFFD, a character cut off at the
 * end is left out, the byte order mark too.
 * @returns Null when the bytes are no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, looked).includes(0)) return null;
  // `stream` holds back an unfinished last character.
  return new TextDecoder('utf-8').decode(bytes, { stream: true });
}
