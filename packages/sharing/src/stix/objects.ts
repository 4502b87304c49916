// SPDX-License-Identifier: Apache-2.0
/** Any STIX object. What is not looked at passes through as it came, times letter by letter. */
export interface StixObject {
  readonly type: string;
  readonly id: string;
  readonly [property: string]: unknown;
}

/** A domain object or relationship: it has versions, told apart by `modified` (STIX 2.1, section 3.6). */
export interface VersionedObject extends StixObject {
  readonly spec_version: '2.1';
  readonly created: string;
  readonly modified: string;
  readonly created_by_ref?: string;
  readonly revoked?: boolean;
}

export interface Bundle {
  readonly type: 'bundle';
  readonly id: string;
  readonly objects: readonly StixObject[];
}

/** Whether an object has versions; observables and marking definitions have none. */
export function isVersioned(object: StixObject): object is VersionedObject {
  return typeof object.created === 'string' && typeof object.modified === 'string';
}
