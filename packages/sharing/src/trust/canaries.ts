// SPDX-License-Identifier: Apache-2.0
import type { Assertion } from '../assertion/assertion.ts';
import { isWithdrawal } from '../assertion/standing.ts';

export interface CanaryHit {
  readonly reporter: string;
  readonly assertion: string;
  /** Who signed it: the reporter, or whoever passed it on. */
  readonly source: string;
  /** What the receiver calls the canary, for itself alone. */
  readonly canary: string;
}

/**
 * Reporters that called somebody an abuser who surely is none: a known good customer, an evaluation laboratory, an account
 * made for this. Who observed it is answerable for it, and who passed it on is not, unless both are one. In the mouth of
 * somebody that signs for itself here, others can put nothing: then it is the signer's own word. What the receiver says
 * itself, and what it only repeats of itself, is no report.
 * @param canaryOf names the canary that an object is a report of; the list stays secret.
 * @param signs identities of which the receiver has a key.
 */
export function canaryHits(
  assertions: readonly Assertion[],
  canaryOf: (object: Assertion['object']) => string | null,
  { own, signs }: { own: string; signs: ReadonlySet<string> },
): CanaryHit[] {
  return assertions.flatMap((one): CanaryHit[] => {
    const { id, source, origin, object } = one;
    if (origin === own || isWithdrawal(one)) return [];
    const canary = canaryOf(object);
    if (canary === null) return [];
    const isItsOwnWord = source === origin || source === own || !signs.has(origin);
    return [{ reporter: isItsOwnWord ? origin : source, assertion: id, source, canary }];
  });
}
