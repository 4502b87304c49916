// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError, type NodeKey } from '@stillwatch/core';
import { z } from 'zod';

const FILE = 'log-keys.json';
const Sealed = z.strictObject({
  v: z.literal(1),
  log: z.string(),
  witness: z.string(),
  dossier: z.string(),
  logMlDsa: z.string(),
  witnessMlDsa: z.string(),
});

/** Secret seeds, 32 bytes each: one key never signs two kinds of things. */
export interface SigningSeeds {
  readonly log: Uint8Array;
  readonly witness: Uint8Array;
  readonly dossier: Uint8Array;
  readonly logMlDsa: Uint8Array;
  readonly witnessMlDsa: Uint8Array;
}

/**
 * Reads the signing keys of a data folder, or draws them: sealed by the node key, in a file for its owner only (0600).
 * @throws AppError NODE_KEY_INVALID, DATA_CORRUPT, LOG_CORRUPT where there is a log and its keys are missing.
 */
export function openSigningKeys(folder: string, nodeKey: Pick<NodeKey, 'seal' | 'open'>): SigningSeeds {
  const file = join(folder, FILE);
  if (!existsSync(file)) {
    if (existsSync(join(folder, 'log'))) {
      throw new AppError('LOG_CORRUPT', 'the keys of the transparency log are missing', {
        place: { file },
        hint: 'Restore them from a backup of the data folder, or move the log away to begin a new one.',
      });
    }
    const draw = (): string => nodeKey.seal(randomBytes(32).toString('hex'));
    const drawn = { v: 1, log: draw(), witness: draw(), dossier: draw(), logMlDsa: draw(), witnessMlDsa: draw() };
    writeDurably(file, `${JSON.stringify(drawn)}\n`);
  }
  const { v: _, ...sealed } = readSealed(file);
  const open = (text: string): Uint8Array => new Uint8Array(Buffer.from(nodeKey.open(text), 'hex'));
  return {
    log: open(sealed.log),
    witness: open(sealed.witness),
    dossier: open(sealed.dossier),
    logMlDsa: open(sealed.logMlDsa),
    witnessMlDsa: open(sealed.witnessMlDsa),
  };
}

function readSealed(file: string): z.infer<typeof Sealed> {
  try {
    return Sealed.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new AppError('DATA_CORRUPT', 'the file of the log’s keys is damaged', { cause, place: { file } });
  }
}

/** The file is there whole or not at all. */
function writeDurably(file: string, text: string): void {
  const part = `${file}.part`;
  const handle = openSync(part, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, file);
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
