// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, createNodeKey, toAppError } from '@stillwatch/core';
import { isLocked, lockFolder } from './folder-lock.ts';
import { createSecret, readIfPresent, writeDurably } from './node-secret.ts';
import { openSketchKey, type SketchKey } from './sketch-key.ts';

/** Version of the data folder's layout; another version is refused, never converted silently. */
const DATA_VERSION = '1';
const TEMPORARY_PREFIX = 'stillwatch-data-';

/** A locked data folder of one node: the key, the engine's directory. */
export interface DataFolder extends SketchKey {
  readonly path: string;
  readonly engineDirectory: string;
  /** The node key's secret, for worker threads. Never written to logs or results. */
  readonly secret: Uint8Array;
  /** Gives up the lock; removes the folder if it was a temporary one. Call it after the store is closed. */
  close(): void;
}

/**
 * Opens (or makes) a data folder; `null` makes a temporary one that vanishes with {@link DataFolder.close}.
 * @param sketchSecret key of the sharing group, null for none; left out: the one that the folder was made with.
 * @throws AppError DATA_LOCKED, DATA_VERSION, NODE_KEY_INVALID, DISK_FULL, INPUT_UNREADABLE.
 */
export function openDataFolder(path: string | null, sketchSecret?: Uint8Array | null): DataFolder {
  try {
    if (path !== null) return open(path, sketchSecret, () => {});
    removeAbandoned();
    const folder = mkdtempSync(join(tmpdir(), TEMPORARY_PREFIX));
    const remove = (): void => rmSync(folder, { recursive: true, force: true });
    try {
      return open(folder, sketchSecret, remove);
    } catch (error) {
      remove();
      throw error;
    }
  } catch (error) {
    const known = toAppError(error);
    if (!['INPUT_UNREADABLE', 'INPUT_NOT_FOUND', 'INTERNAL'].includes(known.code)) throw known;
    throw new AppError('INPUT_UNREADABLE', `the data folder cannot be used: ${known.message}`, {
      cause: error,
      ...(path === null ? {} : { place: { file: path } }),
      hint: 'Choose a folder that you may write to with --data.',
    });
  }
}

function open(folder: string, wanted: Uint8Array | null | undefined, onClose: () => void): DataFolder {
  const engineDirectory = join(folder, 'engine');
  mkdirSync(engineDirectory, { recursive: true, mode: 0o700 });
  const release = lockFolder(folder);
  try {
    const secret = openSecret(folder, engineDirectory);
    return {
      path: folder,
      engineDirectory,
      secret,
      ...openSketchKey(folder, secret, wanted),
      close() {
        release();
        onClose();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Reads or makes the node key and the `version` file, which holds the layout and the key's fingerprint.
 * The key is written first: a folder with a version has had its key.
 */
function openSecret(folder: string, engineDirectory: string): Uint8Array {
  const versionFile = join(folder, 'version');
  const keyFile = join(folder, 'node.key');
  const [layout, fingerprint] = (readIfPresent(versionFile)?.toString('utf8') ?? '').trim().split(/\s+/) as [string, string?];
  if (layout !== '' && layout !== DATA_VERSION) {
    throw new AppError(
      'DATA_VERSION',
      `this data folder has layout ${layout.slice(0, 20)}, this Stillwatch writes layout ${DATA_VERSION}`,
      {
        place: { file: folder },
        hint: 'Use the Stillwatch that wrote it, or another folder.',
      },
    );
  }
  let secret: Uint8Array | null = readIfPresent(keyFile);
  if (secret === null) {
    if (layout !== '' || readdirSync(engineDirectory).length > 0)
      throw keyError(keyFile, 'is missing, though the folder holds data');
    secret = createSecret(keyFile);
  }
  if (secret.length !== 32) throw keyError(keyFile, `has ${secret.length} bytes instead of 32`);
  const ours = createNodeKey(secret).fingerprint;
  if (fingerprint !== undefined && fingerprint !== ours) throw keyError(keyFile, 'is not the one that this folder was made with');
  if (fingerprint === undefined) writeDurably(versionFile, Buffer.from(`${DATA_VERSION} ${ours}\n`));
  return secret;
}

function keyError(file: string, what: string): AppError {
  return new AppError('NODE_KEY_INVALID', `node.key ${what}`, {
    place: { file },
    hint: 'Restore it from a backup: without it, stored identifiers cannot be read. Or choose another folder with --data.',
  });
}

/** Removes temporary folders whose process was killed before it could. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(TEMPORARY_PREFIX)) continue;
    const folder = join(tmpdir(), name);
    try {
      // A folder that is being made has no pid yet.
      readFileSync(join(folder, 'pid'));
      if (!isLocked(folder)) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's, or gone meanwhile.
    }
  }
}
