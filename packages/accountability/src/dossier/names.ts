// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';

/** Files of a bag by path. */
export type DossierFiles = ReadonlyMap<string, Uint8Array>;

export interface Dossier {
  /** Of the folder or the zip. */
  readonly name: string;
  readonly files: DossierFiles;
}

/** Limits that `verify.py` has too. */
export const MOST_FILES = 20_000;
export const MOST_FILE_BYTES = 64 * 2 ** 20;
export const MOST_BYTES = 256 * 2 ** 20;
const MOST_PATH = 200;

const PATH = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
/** What stands beside the payload; there is nothing else in a dossier. */
export const BAGIT = 'bagit.txt';
export const BAG_INFO = 'bag-info.txt';
export const MANIFEST = 'manifest-sha256.txt';
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';
export const WITHHELD = 'withheld.json';
export const MARKINGS = 'data/markings.json';
export const PROOFS = {
  checkpoint: 'proofs/checkpoint',
  proof: 'proofs/dossier.tlog-proof',
  leaf: 'proofs/leaf.json',
  opening: 'proofs/opening.json',
  policy: 'proofs/policy',
  signer: 'proofs/signer.pem',
  timestamp: 'proofs/checkpoint.tsr',
  authority: 'proofs/tsa-chain.pem',
} as const;
const BESIDE = new Set<string>([BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST, WITHHELD, ...Object.values(PROOFS)]);

/** Why a set of names and sizes cannot be a dossier; null where it can. */
export function refuseNames(entries: readonly { path: string; size: number }[]): string | null {
  if (entries.length > MOST_FILES) return `more than ${MOST_FILES} files`;
  const seen = new Set<string>();
  let total = 0;
  for (const { path, size } of entries) {
    const shown = JSON.stringify(path.slice(0, MOST_PATH));
    if (path.length > MOST_PATH || !PATH.test(path)) return `the name ${shown} is not allowed`;
    if (seen.has(path.toLowerCase())) return `the name ${shown} occurs twice`;
    seen.add(path.toLowerCase());
    total += size;
    if (size > MOST_FILE_BYTES || total > MOST_BYTES) return `${shown} exceeds the limits of size`;
    if (!path.startsWith('data/') && !BESIDE.has(path) && !isStatementPath(path)) return `${shown} does not belong in a dossier`;
  }
  const statements = entries.filter(({ path }) => isStatementPath(path)).length;
  return statements > 1 ? 'more than one signed statement' : null;
}

function isStatementPath(path: string): boolean {
  return !path.includes('/') && path.endsWith('.dsse.json');
}

export function statementPath(name: string): string {
  return `${name}.dsse.json`;
}

export function findStatement(files: DossierFiles): string | null {
  return [...files.keys()].find(isStatementPath) ?? null;
}

/** @throws AppError DOSSIER_INVALID when the file is not there. */
export function need(files: DossierFiles, path: string): Uint8Array {
  const bytes = files.get(path);
  if (bytes === undefined) throw new AppError('DOSSIER_INVALID', `${path} is missing`);
  return bytes;
}

/** @throws AppError DOSSIER_INVALID when the bytes are not UTF-8. */
export function textOf(files: DossierFiles, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(need(files, path));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('DOSSIER_INVALID', `${path} is not UTF-8`, { cause });
  }
}
