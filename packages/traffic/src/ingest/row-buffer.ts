// SPDX-License-Identifier: Apache-2.0
/** Growing little-endian byte buffer for RowBinary rows. */
export class RowBuffer {
  rows = 0;
  #bytes: Uint8Array;
  #view: DataView;
  #at = 0;
  readonly #texts = new Map<string, Uint8Array>();

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#at;
  }

  /** Makes room for a row; call once before its fixed-width columns are written. */
  reserve(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    const bigger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + bytes));
    bigger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = bigger;
    this.#view = new DataView(bigger.buffer);
  }

  u8(value: number): void {
    this.#bytes[this.#at++] = value;
  }

  u16(value: number): void {
    this.#view.setUint16(this.#at, value, true);
    this.#at += 2;
  }

  u32(value: number): void {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
  }

  u64(low: number, high: number): void {
    this.#view.setUint32(this.#at, low, true);
    this.#view.setUint32(this.#at + 4, high, true);
    this.#at += 8;
  }

  big(value: bigint): void {
    this.#view.setBigUint64(this.#at, value, true);
    this.#at += 8;
  }

  /** A String column; encoded texts are kept, because models and plans repeat in every row. */
  text(value: string): void {
    let encoded = this.#texts.get(value);
    if (encoded === undefined) {
      encoded = withLength(Buffer.from(value, 'utf8'));
      if (this.#texts.size < 4096 && encoded.length < 256) this.#texts.set(value, encoded);
    }
    this.reserve(encoded.length + 256);
    this.#bytes.set(encoded, this.#at);
    this.#at += encoded.length;
  }

  /** Takes the bytes out; the buffer is empty afterwards and its memory is not shared with them. */
  take(): Uint8Array {
    const bytes = this.#bytes.slice(0, this.#at);
    this.#at = 0;
    this.rows = 0;
    return bytes;
  }
}

function withLength(body: Uint8Array): Uint8Array {
  const prefix: number[] = [];
  let length = body.length;
  while (length >= 128) {
    prefix.push((length & 127) | 128);
    length >>>= 7;
  }
  prefix.push(length);
  const bytes = new Uint8Array(prefix.length + body.length);
  bytes.set(prefix);
  bytes.set(body, prefix.length);
  return bytes;
}
