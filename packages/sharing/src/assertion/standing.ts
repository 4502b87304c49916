// SPDX-License-Identifier: Apache-2.0
import type { Assertion } from './assertion.ts';

/** True for an assertion that takes something back: a revoked version of the object, or one that names an earlier assertion. */
export function isWithdrawal({ object, withdraws }: Assertion): boolean {
  return withdraws !== null || object['revoked'] === true;
}

/**
 * What stands at a moment, whatever the order in which assertions came:
 * - an expired assertion is gone, not greyed out; `valid_until` of an object counts like the assertion's own expiry;
 * - a source's revoked version of an object takes back everything that this source says of it, for good (STIX 2.1 §3.6);
 * - a source's `withdraws` takes back the named assertion, of the same source and object only;
 * - of several versions of one source for one group, the newest stands.
 * @returns also the withdrawals, which tell readers to let go of what they hold; those expire not.
 */
export function standingAssertions(
  assertions: readonly Assertion[],
  now: number,
): { standing: Assertion[]; withdrawals: Assertion[] } {
  const withdrawals = assertions.filter(isWithdrawal);
  const revoked = new Set(withdrawals.filter(({ withdraws }) => withdraws === null).map(subjectOf));
  const taken = new Set(withdrawals.flatMap((one) => (one.withdraws === null ? [] : [`${subjectOf(one)} ${one.withdraws}`])));
  const newest = new Map<string, Assertion>();
  for (const one of assertions) {
    const subject = subjectOf(one);
    if (isWithdrawal(one) || revoked.has(subject) || taken.has(`${subject} ${one.id}`)) continue;
    const key = JSON.stringify([subject, one.group]);
    const known = newest.get(key);
    if (known === undefined || supersedes(one, known)) newest.set(key, one);
  }
  // Expiry comes last: an older version does not come back when the one that replaced it has expired.
  return { standing: [...newest.values()].filter((one) => !isExpired(one, now)), withdrawals };
}

function subjectOf({ source, object }: Assertion): string {
  return JSON.stringify([source, object.id]);
}

function supersedes(a: Assertion, b: Assertion): boolean {
  const order = versionOf(a) - versionOf(b) || Date.parse(a.at) - Date.parse(b.at);
  return order === 0 ? a.id < b.id : order > 0;
}

/** When a version was made, in milliseconds; observables have no `modified`, and count from when they were said. */
export function versionOf({ object, at }: Assertion): number {
  const { modified } = object;
  const ms = typeof modified === 'string' ? Date.parse(modified) : Number.NaN;
  return Number.isNaN(ms) ? Date.parse(at) : ms;
}

/** Has it ended by itself? A `valid_until` that cannot be read has. */
export function isExpired({ expiresAt, object }: Assertion, now: number): boolean {
  if (expiresAt !== null && Date.parse(expiresAt) <= now) return true;
  const until = object['valid_until'];
  if (until === undefined) return false;
  return !(typeof until === 'string' && Date.parse(until) > now);
}
