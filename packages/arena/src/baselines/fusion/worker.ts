// SPDX-License-Identifier: Apache-2.0
import type { Facts } from './facts.ts';

/** What a worker says of an account: how suspicious (0–1) and how sure it is (0–1). */
export interface Opinion {
  readonly score: number;
  readonly confidence: number;
}

export interface Worker {
  readonly name: string;
  /** As published, where the weights of all sixteen workers sum to 1. */
  readonly weight: number;
  /** Null: the worker has nothing to say. */
  judge(facts: Facts, account: number): Opinion | null;
}

/** An opinion, or none where no rule fired. Scores add up to 1 at most. */
export function opinion(score: number, confidence: number): Opinion | null {
  return score > 0 ? { score: Math.min(1, score), confidence } : null;
}

/** The increment of the first step, largest first, whose limit is reached. */
export function step(value: number, steps: readonly (readonly [least: number, increment: number])[]): number {
  return steps.find(([least]) => value >= least)?.[1] ?? 0;
}
