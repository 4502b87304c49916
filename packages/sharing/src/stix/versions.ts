// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { isVersioned, type StixObject, type VersionedObject } from './objects.ts';
import { compareTimestamps, parseTimestamp, toMilliseconds, writeTimestamp } from './timestamp.ts';

/** What no version may change: it would be another object (STIX 2.1, section 3.6.1). */
const FIXED = ['type', 'id', 'spec_version', 'created', 'created_by_ref', 'modified'];

/**
 * The next version of an object. `modified` is `now`, or just after the last version where the clock is behind it.
 * @param change properties to set; undefined takes one away
 * @param now milliseconds since 1970
 * @throws AppError STIX_INVALID for an object without versions, one that is revoked, or a change of what must stay
 */
export function newVersion<T extends StixObject>(
  object: T,
  change: Readonly<Record<string, unknown>>,
  now: number,
): T & VersionedObject {
  if (!isVersioned(object)) throw new AppError('STIX_INVALID', `${object.id} has no versions`);
  if (object.revoked === true) throw new AppError('STIX_INVALID', `${object.id} is revoked: there are no versions after that`);
  const fixed = Object.keys(change).find((name) => FIXED.includes(name));
  if (fixed !== undefined) throw new AppError('STIX_INVALID', `a new version keeps ${fixed}`);
  const last = parseTimestamp(object.modified);
  if (last === null) throw new AppError('STIX_INVALID', `${object.id} has no readable modified`);
  const modified = writeTimestamp(Math.max(now, toMilliseconds(last) + 1));
  const merged = { ...object, ...change, modified };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as T & VersionedObject;
}

/** The version that withdraws an object for good. @throws AppError STIX_INVALID as {@link newVersion} */
export function revoke<T extends StixObject>(object: T, now: number): T & VersionedObject {
  return newVersion(object, { revoked: true }, now);
}

/** The later of two versions of one object; of two without versions the first. */
export function laterVersion<T extends StixObject>(a: T, b: T): T {
  const [x, y] = [a, b].map((object) => (typeof object.modified === 'string' ? parseTimestamp(object.modified) : null));
  return x == null || y == null || compareTimestamps(x, y) >= 0 ? a : b;
}
