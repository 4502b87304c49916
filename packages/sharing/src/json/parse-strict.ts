// SPDX-License-Identifier: Apache-2.0
import { type JsonLimits, JsonRefused, JsonScanner } from './json-scanner.ts';

export { type JsonLimits, JsonRefused } from './json-scanner.ts';

/**
 * JSON from strangers. `JSON.parse` keeps the last of two equal names, takes lone surrogates and numbers that become
 * infinite, and any depth; two readers of such a text may disagree on what it says, so it is refused (RFC 7493, I-JSON).
 */

/** A value, and where in the text the elements of one of its top-level arrays are. */
export interface StrictJson {
  readonly value: unknown;
  /** [start, end) of each element of the array; null where there is no such array. */
  readonly elements: readonly (readonly [number, number])[] | null;
}

/**
 * @param array name of the member of the outermost object whose elements' places are wanted.
 * @throws JsonRefused
 */
export function parseStrict(text: string, { array, ...limits }: JsonLimits & { array?: string }): StrictJson {
  const scanner = new JsonScanner(text, limits, array ?? null);
  scanner.document();
  return { value: JSON.parse(text), elements: scanner.elements };
}

/** @throws JsonRefused for what is not UTF-8. */
export function decodeStrict(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new JsonRefused('encoding', 0, 'not UTF-8');
  }
}
