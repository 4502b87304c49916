// SPDX-License-Identifier: Apache-2.0
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, toAppError } from '@stillwatch/core';

/** Dossiers as zip files in a folder of their own, for their owner only. */
export interface DossierFolder {
  /** Whole or not at all; one of this id is replaced. */
  write(id: string, zip: Uint8Array): void;
  /** @throws AppError NOT_FOUND */
  read(id: string): Uint8Array;
  remove(id: string): void;
}

export function openDossierFolder(data: string): DossierFolder {
  const folder = join(data, 'dossiers');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (id: string): string => {
    if (!/^[a-z0-9-]{1,80}$/.test(id)) throw new AppError('NOT_FOUND', 'there is no such dossier');
    return join(folder, `${id}.zip`);
  };
  return {
    write(id, zip) {
      const file = fileOf(id);
      const handle = openSync(`${file}.part`, 'w', 0o600);
      try {
        writeSync(handle, zip);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(`${file}.part`, file);
    },
    read(id) {
      try {
        return new Uint8Array(readFileSync(fileOf(id)));
      } catch (error) {
        const known = toAppError(error);
        throw known.code === 'INPUT_NOT_FOUND' ? new AppError('NOT_FOUND', 'the files of this dossier are not here') : known;
      }
    },
    remove: (id) => rmSync(fileOf(id), { force: true }),
  };
}
