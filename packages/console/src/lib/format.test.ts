// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import {
  formatBits,
  formatBitsSigned,
  formatBytes,
  formatCompact,
  formatCount,
  formatKind,
  formatP,
  formatPercent,
  formatPlural,
  formatUsd,
} from './format.ts';

it.each([
  [formatCount(50_447), '50,447'],
  [formatCompact(9_999), '9,999'],
  [formatCompact(3_360_162), '3.36 M'],
  [formatUsd(68.65), '$68.65'],
  [formatUsd(1_204.4), '$1,204'],
  [formatPercent(0), '0 %'],
  [formatPercent(0.002448), '0.24 %'],
  [formatPercent(0.999), '99.9 %'],
  [formatPercent(0.9999), '>99.9 %'],
  [formatPercent(1), '100 %'],
  [formatBitsSigned(11.5), '+11.5'],
  [formatBitsSigned(-3), '−3.0'],
  [formatBitsSigned(-0.04), '0'],
  [formatBits(87.9), '87.9'],
  [formatPlural(1, 'account'), '1 account'],
  [formatPlural(1_200, 'account'), '1,200 accounts'],
  [formatKind('declared-use'), 'declared use'],
  [formatKind('endUser'), 'end user'],
  [formatKind('x-prompt-template'), 'prompt template'],
  [formatP(0.00066401), '6.6 × 10⁻⁴'],
  [formatP(0.023), '0.023'],
  [formatBytes(0), '0 B'],
  [formatBytes(999), '999 B'],
  [formatBytes(4_712), '4.7 kB'],
  [formatBytes(999_950), '1 MB'],
  [formatBytes(12_345_678), '12 MB'],
])('writes %s', (written, expected) => {
  expect(written).toBe(expected);
});
