// SPDX-License-Identifier: Apache-2.0
import { readIdentifier } from './check-reference.ts';
import type { ObjectContext } from './context.ts';
import { isRecord } from './json.ts';
import { below } from './report.ts';

/** Observations in the old style carry their observables in `objects`, a dictionary (section 4.14). */
export function checkObservedData(object: Readonly<Record<string, unknown>>, path: string, { report }: ObjectContext): void {
  const { objects, object_refs: refs } = object;
  if (Array.isArray(refs) && refs.length > 0 && refs.every((ref) => /^(?:relationship|sighting)--/.test(String(ref)))) {
    report.add('reference-type', below(path, 'object_refs'), 'must refer to at least one observable');
  }
  if (objects === undefined) return;
  const at = below(path, 'objects');
  report.add('deprecated-properties', at, 'objects is deprecated: use object_refs');
  if (!isRecord(objects)) return report.add('json-type', at, 'must be an object');
  if (Object.keys(objects).length === 0) report.add('dictionary-empty', at, 'a dictionary must not be empty');
  for (const [key, observable] of Object.entries(objects)) {
    if (!/^(?:0|[1-9]\d*)$/.test(key)) report.add('observable-object-keys', below(at, key), 'keys should be numbers from 0 on');
    if (!isRecord(observable)) report.add('json-type', below(at, key), 'must be an object');
    else if (!isObservable(observable)) report.add('object-type', below(at, key), 'must be an observable');
  }
}

/** The observables that an observation in the old style carries, with their places. */
export function embeddedObservables(object: Readonly<Record<string, unknown>>, path: string): [unknown, string][] {
  if (object.type !== 'observed-data' || !isRecord(object.objects)) return [];
  const at = below(path, 'objects');
  return Object.entries(object.objects).flatMap(([key, observable]) =>
    isRecord(observable) && isObservable(observable) ? [[observable, below(at, key)]] : [],
  );
}

function isObservable({ type, id, created }: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof type === 'string' && created === undefined && (typeof id !== 'string' || readIdentifier(id)?.type !== 'observed-data')
  );
}
