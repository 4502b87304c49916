// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@stillwatch/core';
import { checkObject } from './check-object.ts';
import { readIdentifier, typeOfIdentifier } from './check-reference.ts';
import { isRecord, isTooDeep } from './json.ts';
import { below, type Report } from './report.ts';

/** A bundle has type, id and objects, nothing else (section 8). @returns how many objects it holds */
export function checkBundle(bundle: Readonly<Record<string, unknown>>, path: string, report: Report): number {
  report.about(bundle.id);
  const { id, objects } = bundle;
  for (const name of Object.keys(bundle)) {
    if (!['type', 'id', 'objects'].includes(name)) {
      report.add('property-not-applicable', below(path, name), `a bundle has no ${name}`);
    }
  }
  if (id === undefined) report.add('required-property', path, 'id is required');
  else if (typeof id !== 'string') report.add('json-type', below(path, 'id'), 'must be a string');
  else {
    const read = readIdentifier(id);
    if (read === null) report.add('identifier', below(path, 'id'), `${JSON.stringify(id.slice(0, 80))} is not an identifier`);
    else if (read.version !== 4) report.add('uuid-check', below(path, 'id'), 'the UUID should be of version 4 (RFC 4122)');
    if (typeOfIdentifier(id) !== 'bundle') report.add('identifier-type', below(path, 'id'), 'must begin with bundle--');
  }
  if (objects === undefined) return 0;
  const at = below(path, 'objects');
  if (!Array.isArray(objects)) {
    report.add('json-type', at, 'must be a list');
    return 0;
  }
  if (objects.length === 0) report.add('list-empty', at, 'a list must not be empty: leave the property out');
  objects.forEach((object: unknown, i) => {
    const here = below(at, i);
    if (isRecord(object) && object.type === 'bundle') {
      report.about(object.id);
      report.add('bundle-content', here, 'a bundle does not hold bundles');
    } else checkObject(object, here, report);
  });
  checkVersions(objects, at, report);
  if (report.options.enforceRefs === true) checkReferences(objects, at, report);
  return objects.length;
}

/** One id and one `modified` are one version, which has one content (section 3.6). */
function checkVersions(objects: readonly unknown[], path: string, report: Report): void {
  const seen = new Map<string, unknown>();
  objects.forEach((object, i) => {
    if (!isRecord(object) || typeof object.id !== 'string' || isTooDeep(object)) return;
    const version = `${object.id} ${typeof object.modified === 'string' ? object.modified : ''}`;
    const other = seen.get(version);
    if (other === undefined) return void seen.set(version, object);
    report.about(object.id);
    if (isSame(other, object)) report.add('duplicate-ids', below(path, i), 'the same version of this object is there twice');
    else report.add('duplicate-version', below(path, i), 'another object of the bundle has the same id and modified');
  });
}

function isSame(a: unknown, b: unknown): boolean {
  try {
    return canonicalJson(a) === canonicalJson(b);
  } catch {
    return false;
  }
}

function checkReferences(objects: readonly unknown[], path: string, report: Report): void {
  const ids = new Set(objects.flatMap((object) => (isRecord(object) && typeof object.id === 'string' ? [object.id] : [])));
  objects.forEach((object, i) => {
    if (!isRecord(object)) return;
    report.about(object.id);
    for (const [name, value] of Object.entries(object)) {
      if (!/_refs?$/.test(name)) continue;
      for (const ref of [value].flat()) {
        if (typeof ref === 'string' && !ids.has(ref)) {
          report.add('reference-unresolved', below(below(path, i), name), `${ref} is not in the bundle`);
        }
      }
    }
  });
}
