// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { z } from 'zod';
import { type DossierFiles, MARKINGS, textOf, WITHHELD } from './names.ts';
import { readCanonical } from './strict-json.ts';
import { AUDIENCES, mayRead, Tlp } from './tlp.ts';

const Path = z.string().min(1).max(200);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** `data/markings.json`: signed with the payload, never withheld. It decides what may be withheld, and why. */
export const Markings = z.strictObject({
  format: z.literal('stillwatch-markings/v1'),
  items: z.array(z.strictObject({ path: Path, tlp: Tlp, erasable: z.boolean() })),
});
export type Markings = z.infer<typeof Markings>;

/** `withheld.json`: not signed, and need not be: each record has to fit the signed manifest and markings. */
export const Withheld = z.strictObject({
  format: z.literal('stillwatch-withheld/v1'),
  audience: z.enum(Object.keys(AUDIENCES) as [keyof typeof AUDIENCES]),
  /** Level of the reader for whom this was made. */
  tlp: Tlp,
  items: z.array(z.strictObject({ path: Path, sha256: Hash, tlp: Tlp, reason: z.enum(['marking', 'erased']) })),
});
export type Withheld = z.infer<typeof Withheld>;

/** @throws AppError DOSSIER_INVALID unless every payload file has exactly one marking. */
export function readMarkings(files: DossierFiles, manifest: ReadonlyMap<string, string>): Map<string, Markings['items'][number]> {
  const { items } = readCanonical(textOf(files, MARKINGS), Markings, MARKINGS, true);
  const byPath = new Map(items.map((item) => [item.path, item]));
  const same = items.length === manifest.size && byPath.size === manifest.size && items.every(({ path }) => manifest.has(path));
  if (!same) throw new AppError('DOSSIER_INVALID', `${MARKINGS} does not mark exactly what the manifest lists`);
  return byPath;
}

/** The records of what was withheld; null in a dossier that is whole. */
export function readWithheld(files: DossierFiles): Withheld | null {
  return files.has(WITHHELD) ? readCanonical(textOf(files, WITHHELD), Withheld, WITHHELD, true) : null;
}

/**
 * Every payload file is there or has a record; a record fits the signed manifest and marking, and its reason holds:
 * `marking` only for what is marked above the reader's level, `erased` only for what holds a subject's data.
 * @throws AppError DOSSIER_INVALID
 */
export function checkWithheld(files: DossierFiles, manifest: ReadonlyMap<string, string>): Withheld | null {
  const markings = readMarkings(files, manifest);
  const withheld = readWithheld(files);
  const records = new Map(withheld?.items.map((item) => [item.path, item]));
  const refuse = (reason: string): never => {
    throw new AppError('DOSSIER_INVALID', reason);
  };
  if (withheld !== null && (records.size !== withheld.items.length || records.size === 0))
    refuse(`${WITHHELD} is empty or names a file twice`);
  for (const path of [...manifest.keys()].sort()) {
    const { tlp, erasable } = markings.get(path)!;
    const record = records.get(path);
    records.delete(path);
    if (record === undefined) {
      if (!files.has(path)) refuse(`${path} is missing and no record says why`);
      if (withheld !== null && !mayRead(withheld.tlp, tlp)) refuse(`${path} is shown to a reader who may not see it`);
      continue;
    }
    if (files.has(path)) refuse(`${path} is there and said to be withheld`);
    if (record.sha256 !== manifest.get(path) || record.tlp !== tlp) refuse(`the record of ${path} does not fit what was signed`);
    if (record.reason === 'marking' && mayRead(withheld!.tlp, tlp)) refuse(`${path} was withheld from a reader who may see it`);
    if (record.reason === 'erased' && !erasable) refuse(`${path} holds nobody’s data and cannot have been erased`);
  }
  const [unknown] = records.keys();
  return unknown === undefined ? withheld : refuse(`${unknown} is said to be withheld and was never part`);
}
