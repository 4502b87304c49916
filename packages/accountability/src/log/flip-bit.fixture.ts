// SPDX-License-Identifier: Apache-2.0
/** A copy with one bit changed. @param bit counted from the first byte's highest */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[Math.floor(bit / 8)]! ^= 0x80 >> (bit % 8);
  return copy;
}

/** Every text that differs from this one in a single bit of its UTF-8 bytes; bytes that are not UTF-8 any more decode to U+FFFD. */
export function* flippedTexts(text: string): Generator<string> {
  const bytes = new Uint8Array(Buffer.from(text));
  for (let bit = 0; bit < bytes.length * 8; bit++) yield Buffer.from(flipBit(bytes, bit)).toString('utf8');
}
