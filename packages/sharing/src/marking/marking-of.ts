// SPDX-License-Identifier: Apache-2.0
import { type Pap, papOfLabel, strictestPap } from './pap.ts';
import { isRecord, type SharedObject } from './shared-object.ts';
import { strictestTlp, type Tlp, TLP_LEVELS, tlpOfMarkingId } from './tlp.ts';

export interface Marking {
  /** Who may read it. */
  readonly tlp: Tlp;
  /** What may be done with it; null where no marking says. */
  readonly pap: Pap | null;
  /** References that say nothing known; each made the object red. */
  readonly unknown: readonly string[];
}

/** Marking definitions by id: those of the same bundle or collection, besides TLP's own. */
export type KnownDefinitions = ReadonlyMap<string, SharedObject>;

/**
 * Marking of a whole object (STIX 2.1 §7.2.2). Several combine to the strictest, an unknown one counts as red, and an
 * object without any takes its collection's default: never clear, which somebody has to say, and red where there is none.
 */
export function markingOf(object: SharedObject, definitions: KnownDefinitions, collectionDefault: Tlp | null): Marking {
  return combine(object, definitions, ofOmission(collectionDefault));
}

/** Marking of an object that came under a level that its source has said: the stricter of the two. */
export function markingUnder(object: SharedObject, definitions: KnownDefinitions, said: Tlp): Marking {
  const own = combine(object, definitions, said);
  return { ...own, tlp: strictestTlp([said, own.tlp]) };
}

function combine(object: SharedObject, definitions: KnownDefinitions, otherwise: Tlp): Marking {
  // TLP's own definitions are public: everybody has them.
  if (object.type === 'marking-definition' && tlpOfMarkingId(object.id) !== undefined) {
    return { tlp: 'clear', pap: null, unknown: [] };
  }
  const refs = object['object_marking_refs'];
  if (refs === undefined) return { tlp: otherwise, pap: null, unknown: [] };
  if (!Array.isArray(refs)) return { tlp: 'red', pap: null, unknown: ['object_marking_refs'] };
  const levels: Tlp[] = [];
  const paps: Pap[] = [];
  const unknown: string[] = [];
  for (const ref of refs as unknown[]) {
    const found = typeof ref === 'string' ? readReference(ref, definitions) : undefined;
    if (found === undefined) unknown.push(String(ref));
    if (found?.tlp !== undefined) levels.push(found.tlp);
    if (found?.pap !== undefined) paps.push(found.pap);
  }
  const tlp = unknown.length > 0 ? 'red' : levels.length > 0 ? strictestTlp(levels) : otherwise;
  return { tlp, pap: strictestPap(paps), unknown };
}

function ofOmission(collectionDefault: Tlp | null): Tlp {
  if (collectionDefault === null || !TLP_LEVELS.includes(collectionDefault)) return 'red';
  return collectionDefault === 'clear' ? 'green' : collectionDefault;
}

/**
 * What one reference says. A definition that claims a TLP level under an id of its own is not believed: STIX 2.1 §7.2.1.4
 * forbids it, and it would be the way to lower a level unseen. Statements, such as a copyright, limit nobody.
 * @returns undefined where it is unknown.
 */
export function readReference(ref: string, definitions: KnownDefinitions): { tlp?: Tlp; pap?: Pap } | undefined {
  const tlp = tlpOfMarkingId(ref);
  if (tlp !== undefined) return { tlp };
  const definition = definitions.get(ref);
  if (definition?.type !== 'marking-definition' || definition['definition_type'] !== 'statement') return undefined;
  if (definition['extensions'] !== undefined || !isRecord(definition['definition'])) return undefined;
  const { statement } = definition['definition'];
  const pap = typeof statement === 'string' ? papOfLabel(statement) : undefined;
  return pap === undefined ? {} : { pap };
}
