// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { strictestTlp, type Tlp, tlpOfMarking } from './tlp.ts';

export interface StixGroup {
  readonly tlp: Tlp;
  readonly subjects: readonly string[];
  readonly objects: readonly StixObject[];
}

interface StixObject {
  readonly type: string;
  readonly id: string;
  readonly [key: string]: unknown;
}

/**
 * Deals a bundle's objects out by marking and by whose data they hold, so that each group can be withheld alone and
 * is a bundle by itself. Granular markings count for the whole object; an unknown marking is RED, as is none.
 * @throws AppError DOSSIER_INVALID when it is no bundle of objects with ids.
 */
export function groupStix(bundle: unknown, subjects: Readonly<Record<string, readonly string[]>>): StixGroup[] {
  const objects = readObjects(bundle);
  const groups = new Map<string, { tlp: Tlp; subjects: string[]; objects: StixObject[] }>();
  for (const object of objects) {
    const own = { tlp: levelOf(object), subjects: [...new Set(subjects[object.id])].sort() };
    const key = JSON.stringify(own);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ...own, objects: [object] });
    else group.objects.push(object);
  }
  return [...groups.keys()].sort().map((key) => groups.get(key)!);
}

function readObjects(bundle: unknown): StixObject[] {
  const { type, objects } = (bundle ?? {}) as { type?: unknown; objects?: unknown };
  if (type !== 'bundle' || !Array.isArray(objects))
    throw new AppError('DOSSIER_INVALID', 'the STIX part is not a bundle of objects');
  return objects.map((object: unknown, i) => {
    const { type, id } = (object ?? {}) as { type?: unknown; id?: unknown };
    if (typeof type === 'string' && typeof id === 'string') return object as StixObject;
    throw new AppError('DOSSIER_INVALID', `object ${i} of the STIX bundle has no type or id`);
  });
}

function levelOf(object: StixObject): Tlp {
  // The definitions of the levels are public; other marking definitions carry their own marking.
  if (object.type === 'marking-definition' && tlpOfMarking(object.id) !== null) return 'CLEAR';
  const granular = listOf(object.granular_markings).map((one) => (one as { marking_ref?: unknown } | null)?.marking_ref);
  const refs = [...listOf(object.object_marking_refs), ...granular].filter((ref) => typeof ref === 'string');
  return strictestTlp(refs.map((ref) => tlpOfMarking(ref) ?? 'RED'));
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
