// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { canonicalJson, type Result } from '@stillwatch/core';
import type { Statement } from '../assertion/assertion.ts';
import type { ProjectedObject } from '../assertion/projection.ts';
import { type KnownDefinitions, markingOf } from '../marking/marking-of.ts';
import { isRecord, type SharedObject } from '../marking/shared-object.ts';
import { TLP_MARKING_IDS, tlpOfMarkingId } from '../marking/tlp.ts';
import { type Imported, type ImportContext, type Skipped, statementFor } from './import-context.ts';
import { readStrictJson } from '../json/read-strict-json.ts';

/**
 * Statements about the objects of a STIX 2.1 bundle, each under its own marking. Whether objects are valid STIX is checked
 * by the validator before or after.
 */
export function importStix(input: string | Uint8Array, context: ImportContext): Result<Imported> {
  const read = readStrictJson(input);
  if (!read.ok) return read;
  if (!isRecord(read.value) || read.value['type'] !== 'bundle') {
    return { ok: false, code: 'STIX_INVALID', reason: 'it is not a bundle' };
  }
  const objects: unknown = read.value['objects'] ?? [];
  if (!Array.isArray(objects)) return { ok: false, code: 'STIX_INVALID', reason: 'its objects are no list' };
  const definitions = definitionsIn(objects);
  const statements: Statement[] = [];
  const skipped: Skipped[] = [];
  for (const [i, object] of (objects as unknown[]).entries()) {
    const made = isObject(object) ? fromObject(object, definitions, context) : null;
    if (made === null) skipped.push({ where: `objects/${i}`, why: 'it is not a STIX object' });
    else statements.push(made);
  }
  return { ok: true, value: { statements, skipped } };
}

function fromObject(object: SharedObject, definitions: KnownDefinitions, context: ImportContext): Statement | null {
  const { tlp, pap } = markingOf(object, definitions, context.tlp);
  const { confidence } = object;
  const said = typeof confidence === 'number' && Number.isInteger(confidence) && confidence >= 0 && confidence <= 100;
  return statementFor(object, { tlp, pap, group: null, ...(said ? { confidence } : {}) }, context);
}

function isObject(value: unknown): value is SharedObject {
  return isRecord(value) && typeof value['type'] === 'string' && typeof value['id'] === 'string';
}

function definitionsIn(objects: readonly unknown[]): KnownDefinitions {
  const found = objects.filter(isObject).filter(({ type }) => type === 'marking-definition');
  return new Map(found.map((object) => [object.id, object]));
}

/** A bundle of what one reader may see, marked with the level under which it was shown to this reader. */
export function exportStix(shown: readonly ProjectedObject[]): string {
  const objects = shown.map(({ object, revoked, tlp }) => ({
    ...object,
    ...(revoked && object['modified'] !== undefined ? { revoked: true } : {}),
    object_marking_refs: [...otherMarkings(object), TLP_MARKING_IDS[tlp]],
  }));
  return canonicalJson({ type: 'bundle', id: `bundle--${randomUUID()}`, objects });
}

function otherMarkings(object: SharedObject): unknown[] {
  const refs = object['object_marking_refs'];
  return Array.isArray(refs)
    ? (refs as unknown[]).filter((ref) => typeof ref === 'string' && tlpOfMarkingId(ref) === undefined)
    : [];
}
