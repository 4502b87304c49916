// SPDX-License-Identifier: Apache-2.0
/** At the edge: dossiers on disk, as a folder or a zip. */
import { lstat, mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, toAppError } from '@stillwatch/core';
import { type Dossier, type DossierFiles, MOST_BYTES, MOST_FILES, refuseNames } from './names.ts';
import { unzipDossier } from './zip.ts';

/**
 * Reads a dossier, whichever it is. Links and special files are refused, not followed.
 * @throws AppError DOSSIER_INVALID, INPUT_NOT_FOUND, INPUT_UNREADABLE
 */
export async function readDossier(path: string): Promise<DossierFiles> {
  try {
    const found = await lstat(path);
    if (found.isDirectory()) return await readFolder(path);
    if (!found.isFile()) throw new AppError('DOSSIER_INVALID', `${path} is neither a folder nor a file`);
    if (found.size > MOST_BYTES) throw new AppError('DOSSIER_INVALID', 'the zip is too large');
    return unzipDossier(new Uint8Array(await readFile(path)));
  } catch (error) {
    throw toAppError(error);
  }
}

async function readFolder(folder: string): Promise<DossierFiles> {
  const found: { path: string; size: number }[] = [];
  const walk = async (prefix: string): Promise<void> => {
    for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
      const path = `${prefix}${entry.name}`;
      if (entry.isDirectory()) await walk(`${path}/`);
      else if (entry.isFile()) found.push({ path, size: (await lstat(join(folder, path))).size });
      else throw new AppError('DOSSIER_INVALID', `${JSON.stringify(path)} is not a regular file`);
      if (found.length > MOST_FILES) break;
    }
  };
  await walk('');
  const refused = refuseNames(found);
  if (refused !== null) throw new AppError('DOSSIER_INVALID', refused);
  const files = new Map<string, Uint8Array>();
  for (const { path } of found.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    files.set(path, new Uint8Array(await readFile(join(folder, path))));
  }
  return files;
}

/**
 * Writes a dossier as a new folder, synced before it returns.
 * @throws AppError OUTPUT_UNWRITABLE when the folder exists or cannot be written
 */
export async function writeDossier({ files }: Dossier, folder: string): Promise<void> {
  try {
    await mkdir(dirname(folder), { recursive: true });
    await mkdir(folder);
    for (const [path, bytes] of files) {
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, bytes, { flag: 'wx', flush: true });
    }
    const handle = await open(folder);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new AppError('OUTPUT_UNWRITABLE', `the dossier could not be written to ${folder}`, { cause });
  }
}
