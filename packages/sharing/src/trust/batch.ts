// SPDX-License-Identifier: Apache-2.0
import type { Assertion } from '../assertion/assertion.ts';
import { isWithdrawal } from '../assertion/standing.ts';

/** A batch in the order in which it is to take effect: withdrawals before anything new, otherwise as it came. */
export function orderBatch(batch: readonly Assertion[]): Assertion[] {
  return [...batch.filter(isWithdrawal), ...batch.filter((one) => !isWithdrawal(one))];
}
