// SPDX-License-Identifier: Apache-2.0
/** ISO 8601 of seconds since 1970 UTC. */
export function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** Bits as reports show them, to a tenth. */
export function round(bits: number): number {
  return Math.round(bits * 10) / 10;
}
