// SPDX-License-Identifier: Apache-2.0
/** UTF-16 units of a text in a typed array: reading one costs a third of what `charCodeAt` does. */
export interface Units {
  /** At least three zeros follow the text, so that looking ahead needs no bounds. */
  readonly units: Uint16Array;
  readonly length: number;
}

/** Longer texts get an array of their own for as long as they are read. */
const KEPT_UNITS = 65_536;
const ZEROS = 3;
const SWAPPED = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** Makes a reader with one array for all texts of ordinary length. The result is valid until the next call. */
export function createUnitReader(): (text: string) => Units {
  const kept = Buffer.alloc((KEPT_UNITS + ZEROS) * 2);
  const keptUnits = new Uint16Array(kept.buffer, kept.byteOffset, KEPT_UNITS + ZEROS);
  const result = { units: keptUnits, length: 0 };
  return (text) => {
    const { length } = text;
    const bytes = length <= KEPT_UNITS ? kept : Buffer.alloc((length + ZEROS) * 2);
    const units = bytes === kept ? keptUnits : new Uint16Array(bytes.buffer, bytes.byteOffset, length + ZEROS);
    bytes.write(text, 0, length * 2, 'utf16le');
    if (SWAPPED) bytes.subarray(0, length * 2).swap16();
    for (let i = length; i < length + ZEROS; i++) units[i] = 0;
    result.units = units;
    result.length = length;
    return result;
  };
}
