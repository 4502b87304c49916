// SPDX-License-Identifier: Apache-2.0
import type { MatchRun } from '@stillwatch/core/api';
import { formatCount } from './format.ts';

/** What a run of private matching says: never an exact number, and nothing of few. */
export function describeMatch({
  state,
  atLeast,
  minimum,
  problem,
}: Pick<MatchRun, 'state' | 'atLeast' | 'minimum' | 'problem'>): {
  readonly text: string;
  readonly look: '' | 'good' | 'warn' | 'bad';
} {
  if (state === 'running') return { text: 'running…', look: 'warn' };
  if (state === 'failed' || atLeast === null) return { text: problem === null ? 'failed' : `failed: ${problem}`, look: 'bad' };
  if (atLeast === 0) return { text: `fewer than ${formatCount(minimum)}, perhaps none`, look: '' };
  return { text: `${formatCount(atLeast)} or more`, look: 'good' };
}
