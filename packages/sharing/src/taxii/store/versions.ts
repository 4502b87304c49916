// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { versionKey } from '../wire/timestamps.ts';

/** What places one version of an object among the others. */
export interface VersionPlace {
  readonly spec: string;
  readonly version_key: string;
}

/** Is a newer than b? The newest STIX version counts first, then the version of the object (§3.4.1). */
export function isNewer(a: VersionPlace, b: VersionPlace): boolean {
  if (a.spec !== b.spec) return a.spec > b.spec;
  return a.version_key > b.version_key;
}

/** The newest of one object's versions; undefined of none. */
export function newestOf<T extends VersionPlace>(versions: readonly T[]): T | undefined {
  return versions.reduce<T | undefined>((best, one) => (best === undefined || isNewer(one, best) ? one : best), undefined);
}

/** Key of a version as received, '' for none. @throws AppError STIX_INVALID for what is no timestamp. */
export function keyOf(version: string | null): string {
  if (version === null) return '';
  const key = versionKey(version);
  if (key === null) throw new AppError('STIX_INVALID', 'the version of an object is not a timestamp');
  return key;
}
