// SPDX-License-Identifier: Apache-2.0
import type { Assertion } from '../assertion/assertion.ts';

export interface CanaryHit {
  readonly reporter: string;
  readonly assertion: string;
  readonly object: string;
}

/**
 * Reporters that called somebody an abuser who surely is none: a known good customer, an evaluation laboratory, an account
 * made for this. Who observed it is quarantined, and who passed it on is not, unless both are one.
 * @param isCanary tells by an object; the list stays secret.
 */
export function canaryHits(assertions: readonly Assertion[], isCanary: (object: Assertion['object']) => boolean): CanaryHit[] {
  return assertions
    .filter(({ object }) => object['revoked'] !== true && isCanary(object))
    .map(({ id, origin, object }) => ({ reporter: origin, assertion: id, object: object.id }));
}
