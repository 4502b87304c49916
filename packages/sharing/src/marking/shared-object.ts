// SPDX-License-Identifier: Apache-2.0
/** A STIX object as it came: what is not looked at here passes through untouched. */
export interface SharedObject {
  readonly type: string;
  readonly id: string;
  readonly [property: string]: unknown;
}

/** True for what JSON calls an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
