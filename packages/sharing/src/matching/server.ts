// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import { epochAt, epochKeys } from './epochs.ts';
import { DEFAULT_BUDGET, type MatchBudget, type MatchLedger } from './ledger.store.ts';
import {
  type EvaluateRequest,
  type EvaluateResponse,
  MOST_BATCH,
  MOST_TOKENS,
  type TokenSet,
  toBytes,
  toText,
} from './messages.ts';
import { type MatchKind, matchInputs, NORMALISATION } from './normalise.ts';
import type { MatchPool } from './pool.ts';

/** The side that has the key: evaluates what it cannot read, and tells its own tokens. */
export interface MatchServer {
  /** @throws AppError MATCH_REFUSED */
  evaluate(peer: string, request: EvaluateRequest, now: number): Promise<EvaluateResponse>;
  /** Own values as tokens for one peer: sorted and filled up, so that neither order nor exact number tells anything. */
  tokens(peer: string, kind: MatchKind, values: Iterable<string>, now: number): Promise<TokenSet>;
}

const REFUSALS = {
  'over-budget': 'the peer’s budget of this epoch is used up',
  'too-fast': 'the peer asks too fast',
  replayed: 'the batch was asked before',
} as const;

/** @param seed 32 secret bytes, from which every key of every epoch follows. */
export function createMatchServer({
  seed,
  pool,
  ledger,
  budget = DEFAULT_BUDGET,
  batchSize = MOST_BATCH,
}: {
  seed: Uint8Array;
  pool: MatchPool;
  ledger: MatchLedger;
  budget?: MatchBudget;
  /** As it is published with the epoch's key. */
  batchSize?: number;
}): MatchServer {
  return {
    async evaluate(peer, { kind, epoch, session, batch, blinded }, now) {
      if (epoch !== epochAt(now).epoch) throw new AppError('MATCH_REFUSED', `${epoch} is not the epoch of this moment`);
      if (blinded.length !== batchSize) throw new AppError('MATCH_REFUSED', `a batch has ${batchSize} elements`);
      const outcome = await ledger.spend({ peer, epoch, kind, session, batch, elements: blinded.length, at: now }, budget);
      if (outcome !== 'spent') throw new AppError('MATCH_REFUSED', REFUSALS[outcome]);
      const keys = epochKeys(seed, { peer, kind, epoch });
      const { evaluated, proof } = await pool.evaluate(keys, blinded.map(toBytes));
      return {
        protocol: 'match/1',
        kind,
        normalisation: NORMALISATION,
        epoch,
        session,
        batch,
        evaluated: evaluated.map(toText),
        proof: toText(proof),
      };
    },

    async tokens(peer, kind, values, now) {
      const { epoch } = epochAt(now);
      const inputs = [...matchInputs(kind, values).keys()].map((input) => new Uint8Array(Buffer.from(input, 'utf8')));
      if (inputs.length > MOST_TOKENS)
        throw new AppError('MATCH_REFUSED', `more than ${MOST_TOKENS} values cannot be matched at once`);
      const own = await pool.evaluateOwn(epochKeys(seed, { peer, kind, epoch }), inputs, epoch);
      const tokens = [...own, ...padding(own.length)].toSorted();
      return { protocol: 'match/1', kind, normalisation: NORMALISATION, epoch, tokens };
    },
  };
}

/** Random tokens up to the next thousand; nobody can tell them from others. */
function padding(count: number): string[] {
  const full = Math.min(MOST_TOKENS, Math.max(1, Math.ceil(count / 1_000)) * 1_000);
  return Array.from({ length: full - count }, () => toText(randomBytes(32)));
}
