// SPDX-License-Identifier: Apache-2.0
import type { DetectionContext } from './context.ts';
import { isMember, type Membership, type MembershipScorer } from './membership.ts';
import { median } from './stats.ts';

export interface Calibration {
  /** Accounts outside the campaign, scored exactly as its members are. */
  readonly units: number;
  /** Conformal p-value of the median member: (1 + outsiders that score at least as high) / (units + 1). */
  readonly pValue: number;
  /** The same for the weakest member. */
  readonly weakest: number;
}

/**
 * Conformal calibration (Bates et al., arXiv 2104.08279): everybody else in the window is the null.
 * Undiscovered members among them make the p-value larger, never smaller.
 * @param accused accounts of other campaigns that stand beyond doubt: no null, since the parts of one campaign
 *   that was found in pieces would make each other look common.
 * @param most score at most this many outsiders, evenly spaced.
 */
export function calibrate(
  context: DetectionContext,
  scorer: MembershipScorer,
  members: readonly Membership[],
  accused: ReadonlySet<number> = new Set(),
  most = 10_000,
): Calibration {
  const inside = new Set(members.map((member) => member.account));
  const step = Math.max(1, context.table.accounts.count / most);
  const middle = median(members.map((member) => member.total));
  const least = Math.min(...members.map((member) => member.total));
  let units = 0;
  let aboveMiddle = 0;
  let aboveLeast = 0;
  for (let i = 0; i < context.table.accounts.count; i += step) {
    const account = Math.floor(i);
    if (inside.has(account) || accused.has(account)) continue;
    units++;
    const membership = scorer.score(account);
    // A score counts as the decision does: without two families behind it, an account is no member.
    const score = isMember(membership) ? membership.total : 0;
    if (score >= middle) aboveMiddle++;
    if (score >= least) aboveLeast++;
  }
  return { units, pValue: (1 + aboveMiddle) / (units + 1), weakest: (1 + aboveLeast) / (units + 1) };
}
