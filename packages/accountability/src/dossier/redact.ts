// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@stillwatch/core';
import { encode, parseManifest, sealTags } from './bag.ts';
import { aboutPath } from './items.ts';
import { readMarkings, readWithheld, type Withheld } from './markings.ts';
import { type Dossier, type DossierFiles, MANIFEST, textOf, WITHHELD } from './names.ts';
import { AUDIENCES, type Audience, mayRead, narrowerTlp, type Tlp } from './tlp.ts';

export interface Redaction {
  readonly audience: Audience;
  /** Lowers what the audience may see; it cannot raise it. */
  readonly tlp?: Tlp;
  /** Subjects whose key was destroyed: what holds their data is withheld from everybody. */
  readonly erased?: readonly string[];
}

/**
 * The dossier for a circle of readers. What they may not see is left out and recorded; signature, log proof and every
 * other file stay as they are and verify. A dossier that was redacted already can only be narrowed.
 * @throws AppError DOSSIER_INVALID when manifest or markings cannot be read
 */
export function redactDossier({ name, files }: Dossier, { audience, tlp, erased = [] }: Redaction): Dossier {
  const manifest = parseManifest(textOf(files, MANIFEST), MANIFEST);
  const markings = readMarkings(files, manifest);
  const before = readWithheld(files);
  const level = [tlp, before?.tlp].reduce<Tlp>(
    (lowest, one) => (one === undefined ? lowest : narrowerTlp(lowest, one)),
    AUDIENCES[audience],
  );
  const known = new Map(before?.items.map((item) => [item.path, item]));
  const gone = new Set(erased);
  const shown = new Map(files);
  const items: Withheld['items'] = [];
  for (const [path, sha256] of manifest) {
    const marking = markings.get(path)!;
    const reason =
      known.get(path)?.reason === 'erased' || (marking.erasable && subjectsOf(files, path).some((one) => gone.has(one)))
        ? 'erased'
        : known.has(path) || !mayRead(level, marking.tlp)
          ? 'marking'
          : null;
    if (reason === null) continue;
    shown.delete(path);
    items.push({ path, sha256, tlp: marking.tlp, reason });
  }
  if (items.length === 0) return { name, files };
  // What an earlier redaction withheld for its marking stays above the narrower level, so that its reason still holds.
  const record: Withheld = { format: 'stillwatch-withheld/v1', audience, tlp: level, items };
  return { name, files: sealTags(shown.set(WITHHELD, encode(`${canonicalJson(record)}\n`))) };
}

/** Whose data a payload file holds, by what it says itself or by what stands beside it; nobody's once it is gone. */
function subjectsOf(files: DossierFiles, path: string): string[] {
  const about = aboutPath(path);
  const from = files.has(about) ? about : path;
  if (!files.has(from)) return [];
  const { subjects } = JSON.parse(textOf(files, from)) as { subjects?: unknown };
  return Array.isArray(subjects) ? subjects.filter((one) => typeof one === 'string') : [];
}
