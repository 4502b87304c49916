// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';

export interface ZipEntry {
  readonly path: string;
  /** Unpacked. */
  readonly size: number;
  /** Where the packed bytes start, and how many they are. */
  readonly start: number;
  readonly packed: number;
  readonly deflated: boolean;
  readonly crc: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
/** Upper half of the external attributes: the kind of file in the Unix mode. */
const KIND = 0o170000;
const REGULAR = 0o100000;
/** Names are in UTF-8; all other flags (encryption, sizes that follow) are refused. */
const UTF8_FLAG = 0x800;

/**
 * The central directory of a zip (PKWARE APPNOTE 4.3), read strictly: where readers could differ, it is refused. No
 * comment, no zip64, no encryption, nothing before the first or between the entries, local headers that agree, regular
 * files only; folders' own entries are passed over.
 * @throws AppError DOSSIER_INVALID
 */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== END) refuse('it does not end as a zip does');
  const count = view.getUint16(end + 10, true);
  const directory = view.getUint32(end + 16, true);
  const plain =
    view.getUint32(end + 4, true) === 0 && view.getUint16(end + 8, true) === count && view.getUint16(end + 20, true) === 0;
  if (!plain || directory + view.getUint32(end + 12, true) !== end) refuse('its end record is not that of one plain file');
  const entries: ZipEntry[] = [];
  let at = directory;
  let expected = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) refuse('its directory is damaged');
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const nameLength = view.getUint16(at + 28, true);
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const path = decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const [crc, packed, size] = [16, 20, 24].map((offset) => view.getUint32(at + offset, true)) as [number, number, number];
    const mode = view.getUint16(at + 40, true) & KIND;
    const offset = view.getUint32(at + 42, true);
    at += 46 + nameLength + rest;
    if ((flags & ~UTF8_FLAG) !== 0 || (method !== 0 && method !== 8)) refuse(`${path} is packed in a way that is not allowed`);
    if (offset !== expected || offset + 30 > directory || view.getUint32(offset, true) !== LOCAL)
      refuse(`${path} is not where it should be`);
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    expected = start + packed;
    const local = decode(bytes.subarray(offset + 30, offset + 30 + view.getUint16(offset + 26, true)));
    const agrees = view.getUint16(offset + 6, true) === flags && view.getUint16(offset + 8, true) === method && local === path;
    const sizes =
      view.getUint32(offset + 14, true) === crc &&
      view.getUint32(offset + 18, true) === packed &&
      view.getUint32(offset + 22, true) === size;
    if (!agrees || !sizes || expected > directory) refuse(`${path} is described in two ways`);
    if (path.endsWith('/') && size === 0 && packed <= 2) continue;
    if (mode !== 0 && mode !== REGULAR) refuse(`${path} is not a regular file`);
    if (method === 0 && packed !== size) refuse(`${path} is described in two ways`);
    entries.push({ path, size, start, packed, deflated: method === 8, crc });
  }
  if (at !== end || expected !== directory) refuse('it holds more than its directory says');
  return entries;
}

function decode(name: Uint8Array): string {
  return Buffer.from(name).toString('latin1');
}

function refuse(reason: string): never {
  throw new AppError('DOSSIER_INVALID', `the zip cannot be read: ${reason}`);
}
