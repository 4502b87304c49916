// SPDX-License-Identifier: Apache-2.0
import { TRUST_DEFAULTS } from '@stillwatch/core/trust';
import { mayAct, type Pap } from '../marking/pap.ts';
import type { TrustScore } from './score.ts';

/** A receiver's own thresholds. Two lineages for friction, and local corroboration for more, are not for sale. */
export interface TrustThresholds {
  readonly watch: number;
  readonly friction: number;
  readonly lineages: number;
  readonly block: number;
}

export interface Gate {
  /** The most that may be done; `block` is a proposal to a person, never done by itself. */
  readonly most: 'nothing' | 'watch' | 'friction' | 'block';
  readonly why: string;
}

/**
 * What foreign intelligence may lead to. Whatever others say, however many, nothing above friction follows without
 * corroboration in one's own traffic; and nothing that the source's PAP forbids.
 */
export function gateOf(
  { score, voices }: TrustScore,
  {
    isCorroborated,
    pap,
    thresholds = TRUST_DEFAULTS,
  }: { isCorroborated: boolean; pap: Pap | null; thresholds?: TrustThresholds },
): Gate {
  if (!(score >= thresholds.watch)) return { most: 'nothing', why: `${score.toFixed(2)} is below ${thresholds.watch}` };
  const needed = Math.max(2, thresholds.lineages);
  if (!(score >= Math.max(thresholds.watch, thresholds.friction)))
    return { most: 'watch', why: `${score.toFixed(2)} is below ${thresholds.friction}` };
  if (!isCorroborated && voices.length < needed)
    return { most: 'watch', why: `${voices.length} of ${needed} independent lineages` };
  if (!mayAct(pap, 'friction')) return { most: 'watch', why: `PAP:${String(pap).toUpperCase()} forbids what can be noticed` };
  if (!isCorroborated) return { most: 'friction', why: 'nothing in the own traffic corroborates it' };
  if (!(score >= thresholds.block)) return { most: 'friction', why: `${score.toFixed(2)} is below ${thresholds.block}` };
  return { most: 'block', why: 'corroborated by the own traffic; a person decides' };
}
