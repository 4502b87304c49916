// SPDX-License-Identifier: Apache-2.0
import { crc32 } from 'node:zlib';
import { AppError } from '@stillwatch/core';
import { inflateSync, type Zippable, zipSync } from 'fflate';
import { type Dossier, type DossierFiles, MOST_BYTES, refuseNames } from './names.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** Every entry bears it: the first moment that the format knows. */
const ZIP_EPOCH = new Date(1980, 0, 1);

/** Most files of a large dossier are records of a few hundred bytes; packing them takes long and gains little. */
const SMALL = 2_048;

/** The dossier as one file: the same files give the same bytes. */
export function zipDossier({ files }: Dossier): Uint8Array {
  const entries: Zippable = {};
  for (const path of [...files.keys()].sort()) {
    const bytes = files.get(path)!;
    entries[path] = [bytes, { mtime: ZIP_EPOCH, level: bytes.length < SMALL ? 0 : 6 }];
  }
  return zipSync(entries);
}

/**
 * Reads a zip that {@link zipDossier} or a plain archiver made, in memory.
 * @throws AppError DOSSIER_INVALID for anything that two readers could read differently, leads elsewhere or is too large
 */
export function unzipDossier(bytes: Uint8Array): DossierFiles {
  if (bytes.length > MOST_BYTES) throw new AppError('DOSSIER_INVALID', 'the zip is too large');
  const entries = readZipDirectory(bytes);
  const refused = refuseNames(entries);
  if (refused !== null) throw new AppError('DOSSIER_INVALID', refused);
  return new Map(entries.map((entry) => [entry.path, extract(bytes, entry)]));
}

function extract(bytes: Uint8Array, { path, size, start, packed, deflated, crc }: ZipEntry): Uint8Array {
  const body = bytes.subarray(start, start + packed);
  let content: Uint8Array;
  try {
    // Into a buffer of the size declared: a bomb that unpacks to more is cut there and fails its checksum.
    content = deflated ? inflateSync(body, { out: new Uint8Array(size) }) : body.slice();
  } catch (cause) {
    throw new AppError('DOSSIER_INVALID', `${path} in the zip is damaged`, { cause });
  }
  if (content.length !== size || crc32(content) !== crc) throw new AppError('DOSSIER_INVALID', `${path} in the zip is damaged`);
  return content;
}
