// SPDX-License-Identifier: Apache-2.0
import { AppError, canonicalJson } from '@stillwatch/core';
import { z } from 'zod';
import { openLeaf, parseLeaf } from '../log/index.ts';
import { sha256Hex } from './bag.ts';
import { type Dossier, type DossierFiles, findStatement, MANIFEST, need, PROOFS, textOf } from './names.ts';
import { openStatement } from './statement.ts';
import { readCanonical } from './strict-json.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What a log's leaf of kind `dossier` commits to. */
const DossierLeafPayload = z.strictObject({
  /** The case's id. */
  dossier: z.string(),
  audience: z.string(),
  /** SHA-256 of `manifest-sha256.txt`. */
  manifest: Hash,
  /** SHA-256 of the in-toto statement, the payload of the signed envelope. */
  statement: Hash,
});
export type DossierLeafPayload = z.infer<typeof DossierLeafPayload>;

/** `proofs/opening.json`: opens the leaf's commitment. The payload stands as the text that was hashed. */
const Opening = z.strictObject({ salt: z.string().regex(/^(?:[0-9a-f]{2}){16,64}$/), payload: z.string() });

/** What the caller commits to in the log. */
export function dossierLeafPayload({ files }: Dossier): DossierLeafPayload {
  const path = findStatement(files);
  if (path === null) throw new AppError('DOSSIER_INVALID', 'there is no signed statement');
  const { statement, payload } = openStatement(textOf(files, path));
  const { caseId, audience } = statement.predicate;
  return { dossier: caseId, audience, manifest: sha256Hex(need(files, MANIFEST)), statement: sha256Hex(payload) };
}

/** The text of `proofs/opening.json`. */
export function formatOpening(salt: Uint8Array, payload: DossierLeafPayload): string {
  return `${canonicalJson({ salt: Buffer.from(salt).toString('hex'), payload: canonicalJson(payload) })}\n`;
}

/** @throws AppError DOSSIER_INVALID unless the leaf in the bag commits, with the disclosed salt, to this manifest and statement. */
export function checkLeaf(files: DossierFiles): void {
  const leaf = parseLeaf(need(files, PROOFS.leaf));
  if (leaf.kind !== 'dossier') throw new AppError('DOSSIER_INVALID', `the leaf is about a ${leaf.kind}, not a dossier`);
  const opening = readCanonical(textOf(files, PROOFS.opening), Opening, PROOFS.opening, true);
  const payload = readCanonical(opening.payload, DossierLeafPayload, 'what the leaf commits to', false);
  if (!openLeaf(leaf, Buffer.from(opening.salt, 'hex'), payload)) {
    throw new AppError('DOSSIER_INVALID', 'the opening does not fit the commitment of the leaf');
  }
  const expected = dossierLeafPayload({ name: '', files });
  for (const name of ['manifest', 'statement', 'dossier', 'audience'] as const) {
    if (payload[name] !== expected[name]) throw new AppError('DOSSIER_INVALID', `the leaf commits to another ${name}`);
  }
}
