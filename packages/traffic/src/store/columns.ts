// SPDX-License-Identifier: Apache-2.0
import { createStringReader, readVarint, TruncatedError } from './row-binary.ts';

/** Column types that can be read as RowBinary. */
export type ColumnType = 'UInt8' | 'UInt16' | 'UInt32' | 'UInt64' | 'Int8' | 'DateTime' | 'String';

interface ColumnArrays {
  UInt8: Uint8Array;
  UInt16: Uint16Array;
  UInt32: Uint32Array;
  UInt64: BigUint64Array;
  Int8: Int8Array;
  /** Seconds since 1970 UTC. */
  DateTime: Uint32Array;
  String: string[];
}

/** Column name → type, in the order of the SELECT. */
export type ColumnSpec = Readonly<Record<string, ColumnType>>;
export type Columns<S extends ColumnSpec> = { readonly [K in keyof S]: ColumnArrays[S[K]] } & { readonly length: number };

const WIDTH: Record<ColumnType, number> = { UInt8: 1, UInt16: 2, UInt32: 4, UInt64: 8, Int8: 1, DateTime: 4, String: 0 };

/** Takes RowBinary in pieces of any size and builds one typed array per column. */
interface ColumnDecoder<S extends ColumnSpec> {
  push(bytes: Uint8Array): void;
  /** @throws RangeError when the bytes ended inside a row. */
  finish(): Columns<S>;
}

/** Reads one value of every row of a piece; `cursor` holds each row's position and moves on. */
type Reader = (bytes: Uint8Array, cursor: Uint32Array, rows: number, at: number) => void;

interface Builder {
  readonly read: Reader;
  reserve(rows: number): void;
  take(rows: number): ColumnArrays[ColumnType];
}

/**
 * Starts decoding RowBinary rows. Memory: the columns, plus one piece.
 * @param expectedBytes length of the whole result where it is known, so that columns are allocated once.
 * @param header the result is RowBinaryWithNamesAndTypes: names and types must then be those of `spec`.
 * @throws RangeError from `push` when the header does not fit the spec.
 */
export function createColumnDecoder<S extends ColumnSpec>(
  spec: S,
  options: { expectedBytes?: number; header?: boolean } = {},
): ColumnDecoder<S> {
  const names = Object.keys(spec);
  const types = names.map((name) => spec[name]!);
  const builders = types.map(createBuilder);
  const fixed = !types.includes('String');
  const width = types.reduce((sum, type) => sum + WIDTH[type], 0);
  let cursor = new Uint32Array(1024);
  let rest: Uint8Array = new Uint8Array(0);
  let total = 0;
  let headerPending = options.header ?? false;

  const reserve = (rows: number): void => {
    for (const builder of builders) builder.reserve(rows);
  };
  const reserveAll = (headerBytes: number): void => {
    if (fixed && options.expectedBytes !== undefined) reserve(Math.floor((options.expectedBytes - headerBytes) / width));
  };
  if (!headerPending) reserveAll(0);

  return {
    push(piece) {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      let from = 0;
      if (headerPending) {
        const after = checkHeader(bytes, names, types);
        if (after === null) {
          rest = bytes;
          return;
        }
        from = after;
        headerPending = false;
        reserveAll(after);
      }
      const found = findRows(bytes, from, types, width, fixed, cursor);
      cursor = found.cursor;
      reserve(total + found.rows);
      for (const builder of builders) builder.read(bytes, cursor, found.rows, total);
      total += found.rows;
      // A copy: the piece may be a view of a large buffer that should not be kept alive by a few bytes.
      rest = bytes.slice(found.end);
    },
    finish() {
      if (rest.length > 0 || headerPending) throw new TruncatedError();
      const result: Record<string, unknown> = { length: total };
      names.forEach((name, c) => {
        result[name] = builders[c]!.take(total);
      });
      return result as Columns<S>;
    },
  };
}

/**
 * Decodes RowBinary rows into one typed array per column.
 * @param spec column name → type, in the order of the SELECT.
 * @throws RangeError when the bytes end inside a row.
 */
export function decodeColumns<S extends ColumnSpec>(bytes: Uint8Array, spec: S): Columns<S> {
  const decoder = createColumnDecoder(spec, { expectedBytes: bytes.length });
  // In pieces, so that the cursor of row positions stays small.
  for (let from = 0; from < bytes.length; from += 1 << 20) decoder.push(bytes.subarray(from, from + (1 << 20)));
  return decoder.finish();
}

/** Position of every complete row. */
function findRows(
  bytes: Uint8Array,
  from: number,
  types: readonly ColumnType[],
  width: number,
  fixed: boolean,
  cursor: Uint32Array<ArrayBuffer>,
): { rows: number; end: number; cursor: Uint32Array<ArrayBuffer> } {
  if (fixed) {
    const rows = Math.floor((bytes.length - from) / width);
    const positions = cursor.length < rows ? new Uint32Array(rows) : cursor;
    for (let row = 0, at = from; row < rows; row++, at += width) positions[row] = at;
    return { rows, end: from + rows * width, cursor: positions };
  }
  let positions = cursor;
  let rows = 0;
  let start = from;
  for (;;) {
    let at = start;
    for (const type of types) {
      if (type === 'String') {
        const length = readVarint(bytes, at);
        if (length === null) return { rows, end: start, cursor: positions };
        at = length.end + length.value;
      } else at += WIDTH[type];
    }
    // A row of no bytes is impossible: the spec has a string, and its length takes one.
    if (at > bytes.length || start === bytes.length) return { rows, end: start, cursor: positions };
    if (rows === positions.length) {
      const larger = new Uint32Array(rows * 2);
      larger.set(positions);
      positions = larger;
    }
    positions[rows++] = start;
    start = at;
  }
}

/** Position after the header, or null when more bytes are needed. */
function checkHeader(bytes: Uint8Array, names: readonly string[], types: readonly ColumnType[]): number | null {
  const count = readVarint(bytes, 0);
  if (count === null) return null;
  const texts: string[] = [];
  let at = count.end;
  for (let i = 0; i < count.value * 2; i++) {
    const length = readVarint(bytes, at);
    if (length === null || length.end + length.value > bytes.length) return null;
    texts.push(Buffer.from(bytes.subarray(length.end, length.end + length.value)).toString('utf8'));
    at = length.end + length.value;
  }
  const found = texts
    .slice(0, count.value)
    .map((name, i) => `${name} ${texts[count.value + i]!.replace(/^DateTime\(.*\)$/, 'DateTime')}`);
  const wanted = names.map((name, i) => `${name} ${types[i]}`);
  if (found.join(', ') !== wanted.join(', ')) {
    throw new RangeError(`the query returns (${found.join(', ')}), but (${wanted.join(', ')}) was asked for`);
  }
  return at;
}

function createBuilder(type: ColumnType): Builder {
  switch (type) {
    case 'String':
      return createStringBuilder();
    case 'UInt64':
      return createBuilder64();
    case 'UInt8':
      return createNumberBuilder((rows) => new Uint8Array(rows), readBytes);
    case 'Int8':
      return createNumberBuilder((rows) => new Int8Array(rows), readBytes);
    case 'UInt16':
      return createNumberBuilder((rows) => new Uint16Array(rows), read16);
    case 'UInt32':
    case 'DateTime':
      return createNumberBuilder((rows) => new Uint32Array(rows), read32);
  }
}

type NumberArray = Uint8Array | Int8Array | Uint16Array | Uint32Array;

function createNumberBuilder<A extends NumberArray>(
  allocate: (rows: number) => A,
  readInto: (bytes: Uint8Array, cursor: Uint32Array, rows: number, into: A, at: number) => void,
): Builder {
  let values = allocate(0);
  return {
    read: (bytes, cursor, rows, at) => readInto(bytes, cursor, rows, values, at),
    reserve(rows) {
      if (rows <= values.length) return;
      const larger = allocate(grow(values.length, rows));
      larger.set(values);
      values = larger;
    },
    take: (rows) => trim(values, rows, allocate),
  };
}

function createBuilder64(): Builder {
  let values = new BigUint64Array(0);
  // Halves are written as numbers: one BigInt per value would cost an allocation each.
  let halves = new Uint32Array(0);
  return {
    read: (bytes, cursor, rows, at) => read64(bytes, cursor, rows, halves, at),
    reserve(rows) {
      if (rows <= values.length) return;
      const larger = new BigUint64Array(grow(values.length, rows));
      larger.set(values);
      values = larger;
      halves = new Uint32Array(values.buffer);
    },
    take: (rows) => trim(values, rows, (length) => new BigUint64Array(length)),
  };
}

function createStringBuilder(): Builder {
  const values: string[] = [];
  const readString = createStringReader();
  return {
    read(bytes, cursor, rows) {
      for (let row = 0; row < rows; row++) {
        const { value, end } = readVarint(bytes, cursor[row]!)!;
        values.push(readString(bytes, end, value));
        cursor[row] = end + value;
      }
    },
    reserve() {},
    take: () => values,
  };
}

/** Doubling keeps the cost of copies linear; the first guess is what is needed. */
function grow(length: number, wanted: number): number {
  return Math.max(wanted, length * 2);
}

/** Gives memory back when much of it is unused. */
function trim<A extends NumberArray | BigUint64Array>(values: A, rows: number, allocate: (rows: number) => A): A {
  if (values.length === rows) return values;
  const exact = allocate(rows);
  exact.set(values.subarray(0, rows) as never);
  return exact;
}

// ClickHouse writes integers little-endian; bytes are put together by hand because rows are not aligned.

function readBytes(bytes: Uint8Array, cursor: Uint32Array, rows: number, into: Uint8Array | Int8Array, at: number): void {
  for (let row = 0; row < rows; row++) into[at + row] = bytes[cursor[row]!++]!;
}

function read16(bytes: Uint8Array, cursor: Uint32Array, rows: number, into: Uint16Array, at: number): void {
  for (let row = 0; row < rows; row++) {
    const p = cursor[row]!;
    into[at + row] = bytes[p]! | (bytes[p + 1]! << 8);
    cursor[row] = p + 2;
  }
}

function read32(bytes: Uint8Array, cursor: Uint32Array, rows: number, into: Uint32Array, at: number): void {
  for (let row = 0; row < rows; row++) {
    const p = cursor[row]!;
    into[at + row] = bytes[p]! | (bytes[p + 1]! << 8) | (bytes[p + 2]! << 16) | (bytes[p + 3]! << 24);
    cursor[row] = p + 4;
  }
}

function read64(bytes: Uint8Array, cursor: Uint32Array, rows: number, into: Uint32Array, at: number): void {
  for (let row = 0; row < rows; row++) {
    const p = cursor[row]!;
    const half = (at + row) * 2;
    into[half] = bytes[p]! | (bytes[p + 1]! << 8) | (bytes[p + 2]! << 16) | (bytes[p + 3]! << 24);
    into[half + 1] = bytes[p + 4]! | (bytes[p + 5]! << 8) | (bytes[p + 6]! << 16) | (bytes[p + 7]! << 24);
    cursor[row] = p + 8;
  }
}
