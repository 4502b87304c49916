// SPDX-License-Identifier: Apache-2.0
/**
 * The lower end of a count's bucket: 0, 1, 2, 5, 10, 20, 50 … Exact counts would let somebody who knows a few of them
 * recognise an account or a day.
 */
export function bucketOf(count: number): number {
  if (!(count >= 1)) return 0;
  const power = 10 ** Math.floor(Math.log10(count));
  // 10 ** 2.9999… for 1000 on some machines.
  const unit = count >= power * 10 ? power * 10 : power;
  return count >= 5 * unit ? 5 * unit : count >= 2 * unit ? 2 * unit : unit;
}
