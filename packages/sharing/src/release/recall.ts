// SPDX-License-Identifier: Apache-2.0
import type { Assertion, Statement } from '../assertion/assertion.ts';
import { statementOf } from '../assertion/assertion.ts';

/** STIX's observables have no versions: they are taken back by naming the assertion. */
function hasVersions(object: Statement['object']): boolean {
  return typeof object['modified'] === 'string';
}

/**
 * Statements that take back what was released: a revoked version of each object that has versions, and a withdrawal of
 * the assertion for each that has none. They go to whom the assertions went, before anything else of the same batch.
 * Their content is only what identifies the object, so that a recall tells nothing more.
 */
export function withdrawalsOf(released: readonly Assertion[], now: number): Statement[] {
  const at = new Date(now).toISOString();
  return released.map((assertion): Statement => {
    const { object, ...rest } = statementOf(assertion);
    const taken = { ...rest, at, expiresAt: null };
    if (!hasVersions(object)) return { ...taken, object: { type: object.type, id: object.id }, withdraws: assertion.id };
    const named = Object.fromEntries(KEPT.flatMap((key) => (key in object ? [[key, object[key]]] : [])));
    return { ...taken, object: { ...named, type: object.type, id: object.id, modified: at, revoked: true }, withdraws: null };
  });
}

/** What STIX requires of a version, of all types that have them. */
const KEPT = [
  'spec_version',
  'created',
  'created_by_ref',
  'object_marking_refs',
  'name',
  'pattern',
  'pattern_type',
  'valid_from',
  'relationship_type',
  'source_ref',
  'target_ref',
  'sighting_of_ref',
  'opinion',
  'object_refs',
  'context',
  'identity_class',
] as const;
